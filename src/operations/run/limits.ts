/** The budgets of one run, with their sources. */

import { MS_PER_MINUTE, MS_PER_SECOND } from "../../schedule/time-units";

/** A function may take 300 s (App Services docs: function constraints). No request starts after this much of it. */
export const runBudgetMs = 4 * MS_PER_MINUTE;

/** No answer is waited for after this much of the 300 s, which leaves time to report. */
export const runEndMs = 280 * MS_PER_SECOND;

/**
 * A call may make 1,000 asynchronous operations (App Services docs: function constraints). What is left of them is for
 * the timers that watch over requests (one in 15 s at most) and for telling others of the run.
 */
export const operationsPerRun = 965;

/** A write goes out within this time of the request that told what the cluster is. */
export const longestLookMs = 25 * MS_PER_SECOND;

/**
 * How many writes are in flight at a time: few enough to be polite to Atlas, and far below the 25 sockets of a
 * function.
 */
export const writesAtATime = 4;

/** How many projects are read at a time. */
export const projectsAtATime = 5;

/** How many of the names that Atlas does not list are asked for one by one, to say why. */
export const missingLooks = 10;

/** Atlas keeps 25 lines of 512 bytes of a trigger's run (App Services docs: logs). */
export const logLines = 25;
export const logLineBytes = 512;

/**
 * How long a pause by hand waits for Atlas to write the tag ahead of it, and how often it looks. A change of tags takes
 * seconds (recorded exchange).
 */
export const idleWaitMs = 2 * MS_PER_MINUTE;
export const idlePollMs = 5 * MS_PER_SECOND;
