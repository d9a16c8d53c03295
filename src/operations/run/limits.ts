/** Budgets of one run, with their sources. */

import { MS_PER_MINUTE, MS_PER_SECOND } from "../../schedule/time-units";

/** A function may take 300 s (App Services docs: function constraints). No request starts after this much of it. */
export const runBudgetMs = 4 * MS_PER_MINUTE;

/** A call may make 1,000 asynchronous operations (App Services docs: function constraints). */
export const maxOperations = 900;

/** Writes in flight at a time: polite to Atlas, far below the 25 sockets of a function. */
export const writesAtATime = 4;

/** Projects read at a time. */
export const projectsAtATime = 5;

/** Names that Atlas does not list and that are asked for one by one, to say why. */
export const missingLooks = 10;

/** Atlas keeps 25 lines of 512 bytes of a trigger's run (App Services docs: logs). */
export const logLines = 25;
export const logLineBytes = 512;

/** How long a pause by hand waits for the tag ahead of it to be written (recorded: a change of tags takes seconds), and how often it looks. */
export const idleWaitMs = 2 * MS_PER_MINUTE;
export const idlePollMs = 5 * MS_PER_SECOND;
