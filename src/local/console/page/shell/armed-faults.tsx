/** What is armed is visible in every view, and one step away from being disarmed. */

import { armedCount } from "../state/armed";
import { useWorld } from "../state/feed";

export function ArmedFaults() {
  const count = armedCount(useWorld((world) => world.faults));
  return (
    <a href="#faults" class={count === 0 ? "armed quiet" : "armed armed-some"}>
      <span aria-hidden="true">{count === 0 ? "○ " : "⚠ "}</span>
      {count === 0 ? "No faults armed" : `${count} ${count === 1 ? "fault" : "faults"} armed`}
    </a>
  );
}
