import { Button } from "../parts/button";
import { Notice } from "../parts/notice";
import { ClockFace } from "./clock-face";
import { SpeedChoice } from "./speed-choice";
import { StepButtons } from "./step-buttons";
import type { ClockControl } from "./use-clock";

/** The emulated clock: what it shows, and what makes it run. */
export function ClockBar({ clock }: { readonly clock: ClockControl }) {
  const { outcome } = clock.action;
  return (
    <section class="clock" aria-label="Clock">
      <ClockFace />
      <span class="clock-run">
        <Button kind="main" isDisabled={!clock.isKnown} onClick={clock.toggle}>
          <svg class="icon" viewBox="0 0 12 12" aria-hidden="true">
            <path d={clock.isPaused ? "M2 1L11 6L2 11Z" : "M2 1H5V11H2ZM7 1H10V11H7Z"} />
          </svg>
          {clock.isPaused ? "Go on" : "Pause"}
        </Button>
        <SpeedChoice clock={clock} />
      </span>
      <StepButtons clock={clock} />
      <Notice outcome={outcome?.isBad === true ? outcome : null} />
    </section>
  );
}
