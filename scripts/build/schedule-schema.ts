/**
 * The JSON Schema (draft-07) of a schedule document, for editors, from the shapes that the reader works by. It describes
 * a bare document, and the App Services Value file that holds one.
 */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DATE_TIME } from "../../src/schedule/calendar/date-time";
import { DURATION } from "../../src/schedule/calendar/duration";
import { zoneNames } from "../../src/schedule/calendar/zone";
import { documentShape } from "../../src/schedule/document/document-shape";
import type { KeyForm, ObjectShape, Shape, TextShape } from "../../src/schedule/document/shape";
import { knownTiers } from "../../src/schedule/tiers";
import { projectDir } from "../lib/paths";

type Json = Readonly<Record<string, unknown>>;

export const scheduleSchemaFile = join(projectDir, "src/schedule/document/schedule.schema.json");

/** Texts that the shapes leave to what reads them. */
const texts: Readonly<Record<string, Json>> = {
  "a cron line": {
    pattern: "^\\s*\\S+(\\s+\\S+){4}\\s*$",
    examples: ["0 12 1 * *", "45 7 * * MON-FRI", "0 6 * * FRI#L", "0 0 L * *", "0 9 15W * *"],
  },
  "an IANA time zone": { $ref: "#/definitions/zone" },
  "an Atlas tier": { $ref: "#/definitions/tier" },
  "an ISO 8601 duration": { pattern: DURATION.source, examples: ["PT11H15M", "P2D"] },
  "a local date-time or an instant": {
    pattern: DATE_TIME.source,
    examples: ["2026-11-27T00:00", "2026-11-27T00:00+01:00", "2026-11-27T00:00Z"],
  },
};

/** What each key means, shown while editing. */
export const descriptions: Readonly<Record<string, string>> = {
  timezone: "IANA time zone of the cron lines and dates; UTC where none is given.",
  schedules: "Rule sets for clusters. The first that matches a cluster owns it.",
  calendars: "Lists of dates that windows can leave out by name.",
  mode: "on: carry out. report: decide and report, send nothing. off: ignore. The more cautious of the document's and the schedule's holds.",
  drift:
    "What to do when somebody else changed a cluster since the last boundary. respect: leave it until the next. correct: change it back.",
  limits: "What no target may go beyond.",
  maxTier: "The largest tier any target may name, analytics tiers and bounds included.",
  name: "Letters, digits, _ and -, at most 40 characters; unique in its list.",
  clusters: "Which clusters: exact names, patterns, or tags.",
  glob: "Cluster names by pattern: * is any run of characters, ? is one.",
  tags: "Clusters that carry every one of these tags.",
  projects: "Project ids; the project the app lives in where none is given.",
  baseline: "What the clusters are outside every window.",
  windows: "Spans with another target. The first in the list that is open wins: list exceptions first.",
  except:
    "Dates, or names of calendars: starts that fall on them do not count. On a schedule, the default for its recurring windows; [] clears it.",
  start: "Cron line, in the schedule's zone, of when the window opens.",
  end: "Cron line of when it closes: each start lasts to the first end at or after it.",
  duration: "How long each start lasts, in elapsed time: ISO 8601, whole minutes.",
  from: "When it opens, once: a local date-time, or an instant with its offset.",
  until: "When it closes.",
  tier: "Instance size, such as M50.",
  analyticsTier: "Instance size of analytics nodes; they stay as they are where it is not given.",
  autoScaling: "Bounds of compute auto-scaling.",
  min: "Smallest tier, inclusive.",
  max: "Largest tier, inclusive.",
  paused: "The cluster is paused; no size goes with it.",
};

function textSchema(shape: TextShape): Json {
  const known = texts[shape.what];
  if (known?.$ref !== undefined) return known;
  return {
    type: "string",
    ...(shape.pattern === undefined ? { minLength: 1 } : { pattern: shape.pattern.source }),
    ...known,
  };
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
  }
}

export function scheduleSchema(): Json {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Schedule of Atlas clusters",
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
  const source = scheduleSchemaSource();
  if (!existsSync(scheduleSchemaFile) || readFileSync(scheduleSchemaFile, "utf8") !== source) {
    writeFileSync(scheduleSchemaFile, source);
  }
}
