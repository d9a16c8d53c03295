/** PUT /clock and POST /clock/step. */

import type { Speed } from "../../../clock/speed";
import type { TimeKeeper } from "../../../clock/time-keeper";
import { DAY_MS, MINUTE_MS } from "../../../clock/units";
import { CONSOLE, FASTEST } from "../../protocol";
import { type Body, instantIn, Refused, readBody } from "../query";
import { type App, answer, DONE, jsonOf } from "../routes";
import type { Stepper } from "./stepper";

/** So that a slip of the finger does not keep local Atlas busy for hours. */
const LONGEST_MS = 366 * DAY_MS;

export interface ClockControls {
  readonly keeper: TimeKeeper;
  readonly stepper: Stepper;
  readonly nextBoundary: () => number | null;
}

export function registerClockActions(app: App, { keeper, stepper, nextBoundary }: ClockControls): void {
  app.put(`${CONSOLE}/clock`, (c) =>
    answer(c, async () => {
      const speed = readSpeed(readBody(await jsonOf(c), ["speed"]).speed);
      stepper.giveUp();
      keeper.setSpeed(speed);
      return DONE;
    }),
  );
  app.post(`${CONSOLE}/clock/step`, (c) =>
    answer(c, async () => {
      const now = keeper.clock.now();
      const to = targetOf(readBody(await jsonOf(c), ["minutes", "to", "boundary"]), now, nextBoundary);
      if (to < now) throw new Refused("That is in the past: local Atlas's clock only goes forward.");
      if (to > now + LONGEST_MS) throw new Refused("A step may be 366 days long, no more.");
      stepper.step(to);
      return DONE;
    }),
  );
}

function targetOf(body: Body, now: number, nextBoundary: () => number | null): number {
  if (Object.keys(body).length !== 1) throw new Refused("Send one of minutes, to and boundary.");
  if (body.boundary === true) {
    const at = nextBoundary();
    if (at === null) throw new Refused("The schedule has no boundary ahead for any cluster that is here.", 409);
    return at;
  }
  if (body.to !== undefined) return instantIn(body, "to");
  if (typeof body.minutes !== "number" || !(body.minutes > 0)) throw new Refused("minutes must be a number above 0.");
  return now + Math.round(body.minutes * MINUTE_MS);
}

function readSpeed(value: unknown): Speed {
  if (value === "step") return value;
  if (typeof value === "number" && value >= 1 && value <= FASTEST) return value;
  throw new Refused(`speed must be "step" or a number from 1 to ${FASTEST}.`);
}
