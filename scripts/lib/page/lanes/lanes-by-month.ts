/** Lanes of a long time: all of it in one picture, and each month in one of its own. */
import { findZone, utc, type Zone } from "../../../../src/schedule/calendar/zone";
import { MS_PER_DAY } from "../../../../src/schedule/time-units";
import { type Html, html } from "../html";
import { type LanesFigure, lanesFigure } from "./lanes-figure";
import { monthsBetween } from "./months";

/** In a picture of so many days, a working day is still seen. */
const DAYS_IN_ONE = 45;
const MOST_MONTHS = 24;

export function lanesByMonth(figure: LanesFigure): Html {
  const { from, until, now } = figure.axis;
  const whole = lanesFigure(figure);
  if (until - from <= DAYS_IN_ONE * MS_PER_DAY) return whole;
  const months = monthsBetween(figure.zone, from, until);
  const shown = months.slice(0, MOST_MONTHS).map((month) => {
    const ofMonth = lanesFigure({ ...figure, label: `${figure.label} in ${month.name}`, axis: { ...month, now } });
    return html`<details class="month"><summary>${month.name}</summary>${ofMonth}</details>
`;
  });
  const more = months.length - shown.length;
  return html`${whole}
<h3>Month by month</h3>
${shown}
${more > 0 && html`<p class="quiet">… and ${more} more months. Choose them with --from and --until.</p>`}`;
}

/** The zone of a document, whose days an axis shows. */
export function zoneNamed(name: string): Zone {
  return findZone(name) ?? utc;
}
