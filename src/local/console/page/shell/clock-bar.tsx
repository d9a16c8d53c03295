import { useWorld } from "../state/feed";

export function ClockBar() {
  const clock = useWorld((world) => world.clock);
  return <p class="clock">{clock === null ? "…" : new Date(clock.now).toISOString()}</p>;
}
