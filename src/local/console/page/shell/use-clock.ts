/** What somebody can ask of the emulated clock. */
import { useRef } from "preact/hooks";
import type { ClockState } from "../../protocol";
import { type Action, useAction } from "../parts/use-action";
import { ask } from "../state/ask";
import { useWorld } from "../state/feed";

export interface ClockControl {
  readonly isKnown: boolean;
  readonly isPaused: boolean;
  /** The speed at which it runs, or would go on. */
  readonly speed: number;
  readonly action: Action;
  readonly toggle: () => void;
  /** While it is paused it stays so. */
  readonly setSpeed: (speed: number) => void;
  readonly step: (minutes: number) => void;
  readonly toBoundary: () => void;
}

/** At which a clock goes on that never ran before this page came. */
const FIRST_SPEED = 60;

export function useClock(): ClockControl {
  const speed = useWorld(({ clock }) => clock?.speed ?? null);
  const hasBoundary = useWorld(({ clock }) => typeof clock?.nextBoundary === "number");
  const action = useAction();
  const chosen = useRef(FIRST_SPEED);
  if (typeof speed === "number") chosen.current = speed;
  const put = (wanted: ClockState["speed"]) =>
    action.run(() => ask("PUT", "/clock", { speed: wanted }).then(() => null));
  const step = (body: object) => action.run(() => ask("POST", "/clock/step", body).then(() => null));
  return {
    isKnown: speed !== null,
    isPaused: speed === "step",
    speed: chosen.current,
    action,
    toggle: () => void (speed !== null && put(speed === "step" ? chosen.current : "step")),
    setSpeed(wanted) {
      chosen.current = wanted;
      if (speed === "step") action.forget();
      else void put(wanted);
    },
    step: (minutes) => void step({ minutes }),
    toBoundary: () => void (hasBoundary && step({ boundary: true })),
  };
}
