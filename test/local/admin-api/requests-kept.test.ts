import { describe, expect, it } from "@jest/globals";
import { startAdminApi } from "../../../src/local/admin-api/server";
import { createAtlasState } from "../../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";
import { START } from "./local-atlas";

describe("the requests that are remembered", () => {
  it("are the newest, at most as many as were asked for", async () => {
    const clock = createSteppedClock({ startMs: START });
    const api = await startAdminApi({ clock, state: createAtlasState({ clock }), requestsKept: 4 });
    const counts: number[] = [];
    for (let sent = 1; sent <= 8; sent += 1) {
      await fetch(`${api.baseUrl}/groups?pageNum=${sent}`);
      counts.push(api.requests.length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 3, 4, 3, 4]);
    expect(api.requests.map(({ query }) => query)).toEqual([5, 6, 7, 8].map((sent) => `pageNum=${sent}`));
    await api.close();
  });
});
