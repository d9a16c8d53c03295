import { Button } from "../parts/button";
import { useWorld } from "../state/feed";
import { bothTexts, distanceText } from "../state/instants";
import type { ClockControl } from "./use-clock";

export const STEPS = [
  { minutes: 1, text: "+1 min", label: "Step a minute", key: "m" },
  { minutes: 60, text: "+1 h", label: "Step an hour", key: "h" },
  { minutes: 1_440, text: "+1 d", label: "Step a day", key: "d" },
] as const;

/** Time passes by so much, whether the clock is paused or not. */
export function StepButtons({ clock }: { readonly clock: ClockControl }) {
  const isStepping = useWorld((world) => typeof world.clock?.stepsTo === "number");
  return (
    <span class="clock-steps">
      {STEPS.map(({ minutes, text, label }) => (
        <Button
          key={minutes}
          label={`${text}: ${label.toLowerCase()}`}
          isDisabled={!clock.isKnown}
          isBusy={isStepping}
          onClick={() => clock.step(minutes)}
        >
          {text}
        </Button>
      ))}
      <ToBoundary clock={clock} isBusy={isStepping} />
    </span>
  );
}

function ToBoundary({ clock, isBusy }: { readonly clock: ClockControl; readonly isBusy: boolean }) {
  const now = useWorld((world) => world.clock?.now ?? 0);
  const at = useWorld((world) => world.clock?.nextBoundary ?? null);
  const zone = useWorld((world) => world.schedule?.zone ?? "UTC");
  return (
    <span class="clock-boundary">
      <Button isDisabled={at === null} isBusy={isBusy} onClick={clock.toBoundary}>
        To the next boundary
      </Button>
      <span class="quiet clock-when">
        {at === null ? "No boundary ahead" : `${bothTexts(at, zone)}, ${distanceText(at, now)}`}
      </span>
    </span>
  );
}
