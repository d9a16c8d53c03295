/** What is armed, as the console shows it. */
import type { FaultsState } from "../../protocol";
import type { ConsoleWorld } from "../world";

export function faultsState({ faults }: Pick<ConsoleWorld, "faults">): FaultsState {
  const { random } = faults;
  return {
    rules: faults.rules.map(({ id, ...rule }) => ({ id, rule, says: "", hits: 0 })),
    random: random === undefined ? null : { seed: random.seed, rate: random.rate },
    firings: [],
    paces: [],
  };
}
