/** What is armed, as the console shows it. */
import type { FaultsState } from "../../protocol";
import { type ConsoleWorld, clustersOf, keyOf } from "../world";
import { sayRule } from "./rule-words";

export type FaultSources = Pick<ConsoleWorld, "state" | "faults" | "firingFaults">;

export function faultsState({ state, faults, firingFaults }: FaultSources): FaultsState {
  const { random } = faults;
  return {
    rules: faults.rules.map(({ id, ...rule }) => ({ id, rule, says: sayRule(rule), hits: faults.hitsOf(id) })),
    random: random === undefined ? null : { seed: random.seed, rate: random.rate },
    firings: firingFaults.armed,
    paces: clustersOf({ state }).flatMap((cluster) => {
      const pace = state.paceOf(cluster);
      if (pace !== "stuck" && pace <= 1) return [];
      return [{ clusterKey: keyOf(cluster), pace: pace === "stuck" ? ("stuck" as const) : ("slow" as const) }];
    }),
  };
}
