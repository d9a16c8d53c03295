import { useWorld } from "../state/feed";
import { lengthText, utcText, zoneText } from "../state/instants";

/** The emulated now, in UTC and on the clocks of the schedule's zone. */
export function ClockFace() {
  const clock = useWorld((world) => world.clock);
  const zone = useWorld((world) => world.schedule?.zone ?? "UTC");
  if (clock === null) return <p class="clock-face quiet">Waiting for the clock…</p>;
  const { now, speed, stepsTo } = clock;
  const there = zoneText(now, zone, "seconds");
  return (
    <div class="clock-face">
      <time class="clock-now" dateTime={new Date(now).toISOString()} title="Emulated time">
        {utcText(now, "seconds")}
      </time>
      <span class="quiet">
        {there !== null && <span>{there} · </span>}
        <span>{stepsTo === null ? pace(speed) : `stepping, ${lengthText(stepsTo - now)} to go`}</span>
      </span>
    </div>
  );
}

const pace = (speed: number | "step") => (speed === "step" ? "paused" : speed === 1 ? "real time" : `×${speed}`);
