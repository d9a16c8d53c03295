/** The generator of what people and Atlas do to the clusters meanwhile. */

import fc from "fast-check";
import type { Act, Happening, Outage, OutageAnswer } from "./case";
import { tiers } from "./schedules";
import { dayMs, hourMs, minuteMs } from "./time";

const tier = fc.constantFrom(...tiers);
const hours = fc.integer({ min: 1, max: 40 });
const does = <What extends string>(...what: What[]) => fc.record({ does: fc.constantFrom(...what) });

const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("resize" as const), tier }) },
  { weight: 5, arbitrary: does("pause", "resume", "relabel", "tag") },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("hold" as const),
      hours,
      form: fc.constantFrom("plain" as const, "javascript" as const, "dashed" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("hold-misspelt" as const),
      part: fc.constantFrom("key" as const, "value" as const),
      hours,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant("foresee" as const),
      minutesBefore: fc.integer({ min: 40, max: 300 }),
      minutesAfter: fc.integer({ min: 1, max: 200 }),
    }),
  },
  { weight: 2, arbitrary: does("anonymous") },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant("rival" as const), tier, times: fc.integer({ min: 6, max: 8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("garble" as const), hours: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: does("unhold") },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("auto-scale" as const), step: fc.nat({ max: 3 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("no-capacity" as const),
      tier,
      hours: fc.integer({ min: 24, max: 150 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant("pace" as const), pace: fc.constantFrom(3, 6, "stuck" as const), hours }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("repair" as const), hours: fc.constant(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("outage" as const),
      of: fc.constantFrom<Outage>("events", "events", "lists", "projects", "writes", "tokens", "project", "cluster"),
      status: fc.constantFrom<OutageAnswer>(500, 503, 429, "never", "never", "slow"),
      hours: fc.integer({ min: 1, max: 30 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("edit" as const), deploys: fc.boolean() }) },
  { weight: 2, arbitrary: does("reconcile") },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("take-over" as const), namesProject: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        does: fc.constantFrom("scale-up" as const, "scale-down" as const),
        hold: fc.record({
          by: fc.constantFrom("for" as const, "until" as const),
          hours: fc.integer({ min: 1, max: 60 }),
        }),
      },
      { requiredKeys: ["does"] },
    ),
  },
  { weight: 3, arbitrary: does("status", "preview", "dry-run", "look-ahead", "dry-run") },
);

/** Changes by hand in the first days. They must be respected for 30 days and no longer, which needs a case without boundaries. */
export function quietHappenings(): fc.Arbitrary<readonly Happening[]> {
  const byHand = fc.oneof(fc.record({ does: fc.constant("resize" as const), tier }), does("pause", "resume"));
  return fc
    .array(fc.tuple(byHand, fc.integer({ min: 0, max: 8 * 24 }), fc.nat({ max: 5 })), { minLength: 2, maxLength: 4 })
    .map((some) => some.map(([act, hour, on]): Happening => ({ ...act, on, afterMs: hour * hourMs + 1_000 })))
    .map((some) => [...some].sort((a, b) => a.afterMs - b.afterMs));
}

/** Some of them follow each other quickly: a run right after another, a change in the middle of a run, a take-over or a dry run soon after. */
export function happeningsIn(days: number, most: number): fc.Arbitrary<readonly Happening[]> {
  const when = fc.oneof(
    fc.integer({ min: 0, max: days * 24 * 60 - 1 }).map((minutes) => minutes * minuteMs),
    fc.integer({ min: 0, max: days * 24 * 4 - 1 }).map((quarters) => quarters * 15 * minuteMs + 3_000),
    fc.integer({ min: 0, max: days * dayMs - 1 }),
  );
  const happening = fc
    .tuple(when, fc.nat({ max: 5 }), anAct, fc.boolean())
    .map(([afterMs, on, act, twice]): Happening[] => {
      const first = { ...act, afterMs, on };
      // Seconds before a boundary a person thinks of the target that holds now.
      if ((act.does === "scale-down" || act.does === "scale-up") && twice) {
        return [{ ...first, secondsBeforeBoundary: 5 + on * 5 }];
      }
      if (!twice) return [first];
      if (act.does === "resize" || act.does === "hold") {
        // Forty minutes later Atlas has finished the change, and few triggers fire.
        const does = act.does === "resize" && on % 2 === 0 ? "dry-run" : "take-over";
        return [first, { does, afterMs: afterMs + 40 * minuteMs, on }];
      }
      const isRun = act.does === "reconcile" || act.does === "take-over";
      return isRun ? [first, { does: "reconcile", afterMs: afterMs + 90_000, on }] : [first];
    });
  return fc
    .array(happening, { minLength: most >> 2, maxLength: most, size: "max" })
    .map((some) => some.flat().sort((a, b) => a.afterMs - b.afterMs));
}
