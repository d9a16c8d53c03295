/**
 * The JSON Schema (draft-07) of a schedule document, for editors, from the shapes that the reader works by. It describes
 * a bare document, and the App Services Value file that holds one.
 */

import { basename, dirname, join } from "node:path";
import { DATE_TIME } from "../../src/schedule/calendar/date-time";
import { DURATION } from "../../src/schedule/calendar/duration";
import { zoneNames } from "../../src/schedule/calendar/zone";
import { documentShape } from "../../src/schedule/document/document-shape";
import type { KeyForm, ObjectShape, Shape, TextMeaning, TextShape } from "../../src/schedule/document/shape";
import { knownTiers } from "../../src/schedule/tiers";
import { projectDir } from "../lib/paths";
import { replaceFiles } from "./replace-files";

type Json = Readonly<Record<string, unknown>>;

export const scheduleSchemaFile = join(projectDir, "src/schedule/document/schedule.schema.json");

/** Texts whose form the shapes leave to what reads them. */
const textSchemas: Readonly<Record<TextMeaning, Json>> = {
  "cron line": {
    pattern: "^\\s*\\S+(\\s+\\S+){4}\\s*$",
    examples: [
      "0 12 1 * *",
      "45 7 * * MON-FRI",
      "0 6 * * FRI#L",
      "0 0 L * *",
      "0 0 L-3 * *",
      "0 9 15W * *",
      "0 18 LW * *",
    ],
  },
  "time zone": { $ref: "#/definitions/zone" },
  tier: { $ref: "#/definitions/tier" },
  duration: { pattern: DURATION.source, examples: ["PT11H15M", "P2D"] },
  lead: { pattern: "^PT(?=\\d)(\\d+H)?(\\d+M)?$", examples: ["PT30M", "PT1H"] },
  "date-time": {
    pattern: DATE_TIME.source,
    examples: ["2026-11-27T00:00", "2026-11-27T00:00+01:00", "2026-11-27T00:00Z"],
  },
};

/** What each key means: editors show it while a schedule is written. */
export const descriptions: Readonly<Record<string, string>> = {
  timezone:
    "IANA time zone of the cron lines and local times. A schedule without one takes the document's, a document without one UTC.",
  schedules: "Rule sets for clusters. The first schedule that matches a cluster owns it.",
  calendars: 'Lists of dates, to which "except" can refer by name.',
  mode: "on: change clusters. report: decide and report, but send nothing to Atlas. off: leave the clusters alone. Of the document's mode and the schedule's own, the more cautious applies.",
  drift:
    "What to do when somebody else changed a cluster after the last boundary. respect: leave it alone until the next boundary. correct: change it back.",
  $schema: "The JSON Schema by which an editor checks the document. The scheduler does not read it.",
  limits:
    "What no schedule may go beyond. Those of the document that the app was built with can be lowered by an edit, and not raised.",
  maxTier: "The largest tier that any target may name; analytics tiers and auto-scaling bounds count too.",
  pausing: "false: no target may pause a cluster.",
  longestChange:
    "How long Atlas may work on a change before that is a failure: an ISO 8601 duration, PT6H unless given.",
  name: "Letters, digits, _ and -, at most 40 characters; unique within its list.",
  clusters: "The clusters that the schedule is for: exact names, name patterns, or tags.",
  glob: "Pattern of cluster names: * matches any number of characters, ? matches one.",
  tags: "Matches the clusters that carry all of these tags with these values.",
  projects:
    'Ids of Atlas projects: those to look in, without this key the project that the app belongs to; or "all" for every project that the credentials can list, with globs and tags only. In limits: the only projects in which clusters may be changed.',
  baseline: "The target of the clusters whenever no window is open.",
  windows: "Times with another target. The first open window of the list wins, so list exceptions first.",
  except:
    "Dates, or names of calendars: a recurring window does not start on these dates. On a schedule: the default for its recurring windows, which [] in a window clears.",
  start: "Cron line, in the schedule's time zone: when the window opens.",
  end: "Cron line: when the window closes. Each start lasts until the first end at or after it.",
  duration:
    "How long each start lasts: an ISO 8601 duration. Weeks and days are days of the calendar, hours and minutes are elapsed time.",
  lead: "How long before each start (or before from) the window opens, so that the cluster is ready by then: hours and minutes, at most PT24H.",
  from: "When a one-off window opens: a local date and time, or an instant with its offset.",
  until: "When a one-off window closes: a local date and time, or an instant with its offset.",
  tier: "Atlas instance size, such as M50.",
  analyticsTier: "Instance size of the analytics nodes, which otherwise stay as they are.",
  autoScaling: "Bounds of compute auto-scaling, for clusters that have it switched on.",
  min: "The smallest instance size that auto-scaling may choose.",
  max: "The largest instance size that auto-scaling may choose.",
  paused:
    "true: the cluster is paused. false: it runs, at whatever size it has. Neither can be combined with sizes or with unmanaged.",
  unmanaged:
    "true: nothing is asked of the cluster, and whatever anybody does to it stays until the next boundary. Cannot be combined with sizes or with paused.",
};

function textSchema({ pattern, meaning }: TextShape): Json {
  const known = meaning === undefined ? {} : textSchemas[meaning];
  if ("$ref" in known) return known;
  return { type: "string", ...(pattern === undefined ? { minLength: 1 } : { pattern: pattern.source }), ...known };
}

function keysOf({ needs, anyOf = [], may = [] }: KeyForm): string[] {
  return [...needs, ...anyOf, ...may];
}

const present = (key: string): Json => ({ required: [key] });

function formSchema(form: KeyForm, forms: readonly KeyForm[]): Json {
  const own = keysOf(form);
  const others = [...new Set(forms.flatMap(keysOf))].filter((key) => !own.includes(key));
  return {
    ...(form.needs.length > 0 && { required: form.needs }),
    ...(form.anyOf !== undefined && { anyOf: form.anyOf.map(present) }),
    ...(others.length > 0 && { not: { anyOf: others.map(present) } }),
  };
}

function objectSchema(shape: ObjectShape): Json {
  const properties = Object.entries(shape.keys).map(([key, value]): [string, Json] => {
    const schema = schemaOf(value);
    const description = descriptions[key];
    return [
      key,
      { ...(description !== undefined && { description }), ...("$ref" in schema ? { allOf: [schema] } : schema) },
    ];
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(shape.required.length > 0 && { required: shape.required }),
    ...(shape.choices.length > 0 && {
      allOf: shape.choices.map((forms) => ({ oneOf: forms.map((form) => formSchema(form, forms)) })),
    }),
    additionalProperties: false,
  };
}

function schemaOf(shape: Shape): Json {
  switch (shape.is) {
    case "text":
      return textSchema(shape);
    case "word":
      return { enum: shape.words };
    case "list":
      return {
        type: "array",
        items: schemaOf(shape.of),
        ...(shape.atLeast > 0 && { minItems: shape.atLeast }),
      };
    case "map":
      return {
        type: "object",
        propertyNames: textSchema(shape.keys),
        additionalProperties: schemaOf(shape.of),
        ...(shape.atLeast > 0 && { minProperties: shape.atLeast }),
      };
    case "object":
      return objectSchema(shape);
    case "text or object":
      return { anyOf: [schemaOf(shape.text), schemaOf(shape.object)] };
    case "list or word":
      return { anyOf: [schemaOf(shape.list), schemaOf(shape.word)] };
  }
}

export function scheduleSchema(): Json {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Schedule document of the Atlas Cluster Scheduler",
    if: { type: "object", required: ["value"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      description: "An App Services Value that holds a schedule document.",
      type: "object",
      properties: {
        name: { const: "schedule" },
        value: { $ref: "#/definitions/document" },
        from_secret: { const: false },
      },
      required: ["name", "value"],
      additionalProperties: false,
    },
    else: { $ref: "#/definitions/document" },
    definitions: {
      document: schemaOf(documentShape),
      zone: { type: "string", enum: zoneNames().sort() },
      tier: { type: "string", enum: knownTiers },
    },
  };
}

/** The text of the schema's file. */
export function scheduleSchemaSource(): string {
  return `${JSON.stringify(scheduleSchema(), null, 2)}\n`;
}

/** Brings src/schedule/document/schedule.schema.json up to date, if it is not. */
export function writeScheduleSchema(): void {
  replaceFiles(dirname(scheduleSchemaFile), [{ path: basename(scheduleSchemaFile), text: scheduleSchemaSource() }]);
}
