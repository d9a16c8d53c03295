import { useWorld } from "../state/feed";

/** What is armed is visible in every view. */
export function ArmedFaults() {
  const { rules } = useWorld((world) => world.faults);
  return rules.length === 0 ? null : <p>{rules.length} faults armed</p>;
}
