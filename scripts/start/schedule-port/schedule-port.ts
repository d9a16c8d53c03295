/** What the console of local Atlas is told of the schedule: by the app's own code, which local Atlas itself shares nothing with. */

import { holdOf, holdTagKey } from "../../../src/cluster/hold";
import { formatInstant } from "../../../src/cluster/instant";
import type { SchedulePort } from "../../../src/local/console/schedule-port";
import { parseDocument } from "../../../src/schedule/document/parse";
import { findJsonMistake } from "../../lib/positioned-json";
import { checkText } from "./check-text";
import { findingsOf, reasonIn } from "./findings";
import { openSchedule } from "./open-schedule";

export const schedulePort: SchedulePort = {
  jsonMistake: findJsonMistake,
  open(text, appProjectId) {
    const parsed = parseDocument(text);
    return "config" in parsed ? openSchedule(parsed.config, appProjectId) : null;
  },
  check: checkText,
  findings: findingsOf,
  holdOf(tags, at) {
    const hold = holdOf(tags, at);
    if (hold === null) return null;
    const { untilMs, mistake } = hold;
    const until = untilMs === null ? "until somebody mends it" : `until ${formatInstant(untilMs)}`;
    const says =
      mistake === null
        ? `Its tag ${holdTagKey} keeps it as it is ${until}.`
        : `Its tag ${mistake.key}, which has a mistake, keeps it as it is ${until}.`;
    return { until: untilMs, says };
  },
  reasonFor: reasonIn,
};
