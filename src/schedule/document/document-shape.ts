/** The shape of a schedule document. What shape alone cannot tell (whether a date exists, a tier fits) is checked in checks/. */

import type { KeyForm, ObjectShape, TextOrObjectShape } from "./shape";

const nameShape = {
  is: "text",
  what: "a name (letters, digits, _ and -, at most 40 characters)",
  pattern: /^[A-Za-z0-9_-]{1,40}$/,
} as const;

const cronShape = { is: "text", what: "a cron line", meaning: "cron line" } as const;
const zoneShape = { is: "text", what: "an IANA time zone", meaning: "time zone" } as const;
const tierShape = { is: "text", what: "an Atlas tier", meaning: "tier" } as const;
const durationShape = { is: "text", what: "an ISO 8601 duration", meaning: "duration" } as const;
const leadShape = { is: "text", what: "an ISO 8601 duration in hours and minutes", meaning: "lead" } as const;
const momentShape = { is: "text", what: "a date and time", meaning: "date-time" } as const;
const dateOrCalendarShape = { is: "text", what: "a date or the name of a calendar" } as const;
const exceptShape = { is: "list", of: dateOrCalendarShape, atLeast: 0 } as const;
const modeShape = { is: "word", words: ["on", "report", "off"] } as const;

const boundsShape = {
  is: "object",
  keys: { min: tierShape, max: tierShape },
  required: ["min", "max"],
  choices: [],
} as const satisfies ObjectShape;

const targetKeys = {
  tier: tierShape,
  analyticsTier: tierShape,
  autoScaling: boundsShape,
  paused: { is: "word", words: [true, false] },
  unmanaged: { is: "word", words: [true] },
} as const;

/** A target says that the cluster is paused or runs, or that nothing is asked of it, or it names sizes. */
const targetForms = [
  { needs: ["paused"] },
  { needs: ["unmanaged"] },
  { needs: [], anyOf: ["tier", "analyticsTier", "autoScaling"] },
] as const satisfies readonly KeyForm[];

export const targetShape = {
  is: "object",
  keys: targetKeys,
  required: [],
  choices: [targetForms],
} as const satisfies ObjectShape;

/** A window either recurs, with one of two ways to end, or is open once. */
const timesForms = [
  { needs: ["start", "end"], may: ["except", "lead"] },
  { needs: ["start", "duration"], may: ["except", "lead"] },
  { needs: ["from", "until"], may: ["lead"] },
] as const satisfies readonly KeyForm[];

export const windowShape = {
  is: "object",
  keys: {
    name: nameShape,
    start: cronShape,
    end: cronShape,
    duration: durationShape,
    from: momentShape,
    until: momentShape,
    lead: leadShape,
    except: exceptShape,
    ...targetKeys,
  },
  required: ["name"],
  choices: [timesForms, targetForms],
} as const satisfies ObjectShape;

const clusterNameShape = {
  is: "text",
  what: "a cluster name (letters, digits and -, at most 64 characters)",
  pattern: /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/,
  hint: { when: /[*?]/, say: 'write a pattern as {"glob": "dev-*"}' },
} as const;

export const selectorShape = {
  is: "text or object",
  text: clusterNameShape,
  object: {
    is: "object",
    keys: {
      glob: {
        is: "text",
        what: "a pattern (letters, digits, - and the wildcards * and ?)",
        pattern: /^[A-Za-z0-9*?-]{1,64}$/,
      },
      tags: {
        is: "map",
        keys: { is: "text", what: "the key of a tag (at most 255 characters)", pattern: /^.{1,255}$/ },
        of: { is: "text", what: "text" },
        atLeast: 1,
      },
    },
    required: [],
    choices: [[{ needs: ["glob"] }, { needs: ["tags"] }]],
  },
} as const satisfies TextOrObjectShape;

const projectsShape = {
  is: "list",
  of: { is: "text", what: "a project id (24 hexadecimal digits)", pattern: /^[0-9a-f]{24}$/ },
  atLeast: 1,
} as const;

const limitsShape = {
  is: "object",
  keys: {
    maxTier: tierShape,
    projects: projectsShape,
    pausing: { is: "word", words: [true, false] },
    longestChange: durationShape,
  },
  required: [],
  choices: [],
} as const satisfies ObjectShape;

export const scheduleShape = {
  is: "object",
  keys: {
    name: nameShape,
    clusters: { is: "list", of: selectorShape, atLeast: 1 },
    projects: { is: "list or word", list: projectsShape, word: { is: "word", words: ["all"] } },
    timezone: zoneShape,
    baseline: targetShape,
    windows: { is: "list", of: windowShape, atLeast: 0 },
    except: exceptShape,
    mode: modeShape,
  },
  required: ["name", "clusters", "baseline"],
  choices: [],
} as const satisfies ObjectShape;

export const documentShape = {
  is: "object",
  keys: {
    $schema: { is: "text", what: "the address of a JSON Schema" },
    timezone: zoneShape,
    schedules: { is: "list", of: scheduleShape, atLeast: 1 },
    calendars: {
      is: "map",
      keys: nameShape,
      of: {
        is: "list",
        of: { is: "text", what: "a date such as 2026-12-24", pattern: /^\d{4}-\d\d-\d\d$/ },
        atLeast: 0,
      },
      atLeast: 0,
    },
    mode: modeShape,
    drift: { is: "word", words: ["respect", "correct"] },
    limits: limitsShape,
  },
  required: ["schedules"],
  choices: [],
} as const satisfies ObjectShape;
