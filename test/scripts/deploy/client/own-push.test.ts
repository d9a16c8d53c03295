import { describe, expect, it } from "@jest/globals";
import { awaitDeployments } from "../../../../scripts/deploy/client/own-push";

describe("awaitDeployments", () => {
  it("waits until no deployment is under way, because what is live is about to change", async () => {
    const statuses = ["created", "pending", "successful"];
    let asked = 0;
    const session = {
      async send(method: string, path: string) {
        expect([method, path]).toEqual(["GET", "/app/deployments"]);
        asked += 1;
        return [{ status: statuses[asked - 1] }, { status: "failed" }];
      },
    };
    const waits: number[] = [];
    await awaitDeployments(session, "/app", async (ms) => void waits.push(ms));
    expect([asked, waits]).toEqual([3, [1000, 1000]]);
  });
});
