/** What the kinds of recurring windows share. All times are minutes since the epoch. */

import type { CronLine } from "../calendar/cron";
import type { DaysIn } from "../calendar/occurrences";
import type { Zone } from "../calendar/zone";

/** When a recurring window starts. */
export interface Recurrence {
  readonly start: CronLine;
  readonly zone: Zone;
  /** Starts on these days do not count; null: all do. */
  readonly except: DaysIn | null;
  /** How many minutes before each start the window opens. */
  readonly lead: number;
}
