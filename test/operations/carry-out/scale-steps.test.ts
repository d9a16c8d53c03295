import { describe, expect, it } from "@jest/globals";
import { formatHold } from "../../../src/cluster/hold";
import { stepsFor } from "../../../src/operations/carry-out/scale-steps";
import type { Target } from "../../../src/schedule/model";
import { aCluster, dayMs, noon } from "../../cluster/builders";

const until = noon + dayMs;
const held = { "scheduler-hold": formatHold(until) };

/** What is sent, with a mark where it waits until Atlas is idle. */
const sent = (cluster: ReturnType<typeof aCluster>, target: Target, heldUntilMs: number | null) =>
  stepsFor(cluster, target, heldUntilMs).map(
    ({ sends, waitsForIdle }) => `${sends}${waitsForIdle ? ", when idle" : ""}`,
  );

describe("the requests of a change by hand", () => {
  it.each<[string, Parameters<typeof aCluster>[0], Target, number | null, string[]]>([
    ["a size, with its hold in one request", {}, { tier: "M50" }, until, ["resize"]],
    ["a size that is there, the hold alone", {}, { tier: "M10" }, until, ["hold"]],
    ["a size that is there, without a hold", {}, { tier: "M10" }, null, []],
    ["a size and a hold that are there", { tags: held }, { tier: "M10" }, until, []],
    ["a size while paused", { paused: true }, { tier: "M50" }, until, ["resume", "resize"]],
    ["its own size while paused", { paused: true }, { tier: "M10" }, until, ["resume", "hold"]],
    ["a pause, after the hold", {}, { paused: true }, until, ["hold", "pause, when idle"]],
    ["a pause without a hold", {}, { paused: true }, null, ["pause, when idle"]],
    ["a pause that is held already", { tags: held }, { paused: true }, until, ["pause, when idle"]],
    ["a pause that is there, which takes no tag", { paused: true }, { paused: true }, until, []],
    ["to run while paused", { paused: true }, { paused: false }, until, ["resume", "hold"]],
    ["to run while running", {}, { paused: false }, until, ["hold"]],
    ["nothing while paused", { paused: true }, { unmanaged: true }, null, []],
  ])("for %s", (_name, options, target, heldUntilMs, steps) => {
    expect(sent(aCluster(options), target, heldUntilMs)).toEqual(steps);
  });

  it("are built from the cluster as it is just before", () => {
    const [resize] = stepsFor(aCluster(), { tier: "M50" }, until);
    const fresh = aCluster({ tags: { env: "dev" } });
    expect(resize?.bodyFor(fresh)).toMatchObject({
      tags: [
        { key: "env", value: "dev" },
        { key: "scheduler-hold", value: formatHold(until) },
      ],
    });
    expect(stepsFor(aCluster(), { tier: "M50" }, null)[0]?.bodyFor(fresh)).not.toHaveProperty("tags");
  });
});
