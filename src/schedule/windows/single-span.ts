import { LONG_AGO, NEVER } from "../calendar/civil";
import type { Spans } from "../model";

/** The window is open once, [from, until), in minutes since the epoch. */
export function singleSpan(from: number, until: number): Spans {
  const isOpen = (minute: number) => minute >= from && minute < until;
  return {
    isOpen,
    changeAfter: (minute) => (minute < from ? from : minute < until ? until : NEVER),
    changeBy: (minute) => (minute >= until ? until : minute >= from ? from : LONG_AGO),
  };
}
