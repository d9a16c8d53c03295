/**
 * How long things count, and how often, in decisions about clusters. These are choices of this app unless a source is
 * named.
 */

import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from "../schedule/time-units";

/** Somebody's change is looked for, and respected, this long at most; a hold by hand lasts no longer either. */
export const longestHoldMs = 30 * MS_PER_DAY;

/** A cluster that is not at its target so long after the boundary is late. */
export const lateAfterMs = MS_PER_HOUR;

/** Atlas resumes a cluster by itself after so long (Atlas docs: pause or resume a cluster). */
export const longestPauseMs = 30 * MS_PER_DAY;

/** A run decides for the minute nearest to its clock, so our change for a boundary may come this much before it. */
export const earliestMs = MS_PER_MINUTE / 2;

/**
 * Changes of ours so close together come from one run (a resume and its size, a change and its tag) and count as one.
 */
export const sameRunMs = 2 * MS_PER_MINUTE;

/** The events of one request are written at once. */
export const sameRequestMs = 5 * MS_PER_SECOND;

/** After so many changes of ours since the boundary, correcting is a fight. */
export const contestedAfter = 3;
