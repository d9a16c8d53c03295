/** The generator of cases. Its first choices are the plain ones, so that a failure shrinks towards them. */

import fc from "fast-check";
import type { Fault } from "../../../src/local/admin-api/faults/faults";
import type { Settings } from "../../../src/local/admin-api/settings";
import { happeningsIn, quietHappenings } from "./acts";
import {
  type ClusterKind,
  type FiringShares,
  projectIds,
  type Selection,
  type SoakCase,
  type SoakDocument,
  type SoakSchedule,
} from "./case";
import { bystanderOf, clusterOf } from "./clusters";
import { calendarsIn, quietDays, quietScheduleOf, scheduleOf } from "./schedules";

const kind = fc.oneof(
  { weight: 4, arbitrary: fc.constant<ClusterKind>("plain") },
  { weight: 8, arbitrary: fc.constant<ClusterKind>("pausing") },
  { weight: 4, arbitrary: fc.constant<ClusterKind>("auto-scaled") },
  { weight: 3, arbitrary: fc.constant<ClusterKind>("analytics") },
  { weight: 2, arbitrary: fc.constant<ClusterKind>("running") },
  { weight: 3, arbitrary: fc.constant<ClusterKind>("mixed") },
  { weight: 2, arbitrary: fc.constant<ClusterKind>("gen-2") },
);

const month = fc
  .tuple(fc.integer({ min: 2026, max: 2030 }), fc.constantFrom(11, 2, 9, 3, 1, 10, 8, 6))
  .map(([year, index]) => ({
    startMs: Date.UTC(year, index),
    days: new Date(Date.UTC(year, index + 1, 0)).getUTCDate(),
  }));

/** Everything that may hit a request: refusals before and after the change was applied, lost answers, latency. */
const faults: readonly Fault[] = [
  { kind: "latency", ms: 5_000 },
  { kind: "latency", ms: 40_000 },
  { kind: "status", status: 429 },
  { kind: "status", status: 429, retryAfterSeconds: 3 },
  { kind: "status", status: 429, retryAfterSeconds: 90 },
  { kind: "status", status: 500 },
  { kind: "status", status: 500, when: "after" },
  { kind: "status", status: 502 },
  { kind: "status", status: 503 },
  { kind: "status", status: 504, when: "after" },
  { kind: "reset" },
  { kind: "reset", when: "after" },
  { kind: "truncate" },
  { kind: "expire-tokens" },
  // This is longer than a function may take, so the run is aborted while its request is under way.
  { kind: "latency", ms: 310_000 },
];

/** The same in all documents of a case: an edit in the console could only lower what was deployed. */
const limits = fc.record({ longestChange: fc.constantFrom("PT6H", "PT2H", "PT14H30M") });

const seed = fc.integer({ min: 1, max: 1_000_000 });
const share = (percent: number) => fc.integer({ min: 0, max: percent }).map((value) => value / 100);

const firing: fc.Arbitrary<FiringShares> = fc.record({
  seed,
  lost: share(30),
  late: share(20),
  doubled: share(15),
  overlapping: share(15),
});

const http = fc.oneof(
  fc.constant({ seed: 1, rate: 0, faults }),
  fc.record({ seed, rate: share(12), faults: fc.constant(faults) }),
);

const settings: fc.Arbitrary<Partial<Settings>> = fc.record({
  changeWhileResuming: fc.constantFrom("accepted" as const, "409" as const),
  minutesOfReplicationLag: fc.constantFrom(0, 20, 90),
  unchangedPatch: fc.constantFrom("starts-plan" as const, "stays-idle" as const),
  leftOutDisk: fc.constantFrom("kept" as const, "reset" as const),
  serviceAccountNamedAs: fc.constantFrom("publicKey" as const, "username" as const, "none" as const),
});

type Fixed = Selection & { readonly kind: ClusterKind };

const selection = fc.constantFrom<Pick<SoakSchedule, "selectsBy" | "isForAll">>(
  { selectsBy: "name" },
  { selectsBy: "name" },
  { selectsBy: "glob" },
  { selectsBy: "glob", isForAll: true },
  { selectsBy: "tags" },
  { selectsBy: "tags", isForAll: true },
);

const fixed = fc.array(fc.tuple(kind, selection, fc.nat({ max: 1 })), { minLength: 1, maxLength: 2 }).map((some) =>
  some.map(
    ([ofKind, selects, project], index): Fixed => ({
      name: `s${index}`,
      kind: ofKind,
      ...selects,
      project: projectIds[project as 0 | 1],
    }),
  ),
);

function documentOf(parts: readonly Fixed[], startMs: number, days: number): fc.Arbitrary<SoakDocument> {
  return fc.record({
    drift: fc.constantFrom("respect" as const, "correct" as const),
    mode: fc.integer({ min: 0, max: 14 }).map((chance) => (chance === 14 ? ("report" as const) : ("on" as const))),
    schedules: fc.tuple(...parts.map((part) => scheduleOf(part, part.kind, startMs, days))),
    calendars: calendarsIn(startMs, days),
  });
}

/** Documents with few boundaries, more than a month apart, that no edit replaces. */
function quietDocuments(parts: readonly Fixed[], startMs: number): fc.Arbitrary<readonly SoakDocument[]> {
  const document = fc.record({
    drift: fc.constantFrom("respect" as const, "correct" as const),
    mode: fc.constant("on" as const),
    schedules: fc.tuple(...parts.map((part) => quietScheduleOf(part, part.kind, startMs))),
  });
  return document.map((one) => [one]);
}

export interface GenerateOptions {
  /** The length of a case in days; default: a month. */
  readonly days?: number;
}

export function aSoakCase(options: GenerateOptions = {}): fc.Arbitrary<SoakCase> {
  return fc.tuple(month, fixed, fc.nat({ max: 7 })).chain(([{ startMs, days: wholeMonth }, parts, chance]) => {
    const isQuiet = chance === 7 && options.days === undefined;
    const days = options.days ?? (isQuiet ? quietDays : wholeMonth);
    const documents: fc.Arbitrary<readonly SoakDocument[]> = isQuiet
      ? quietDocuments(parts, startMs)
      : fc
          .tuple(fc.array(documentOf(parts, startMs, days), { minLength: 1, maxLength: 3 }), limits)
          .map(([some, ofAll]) => some.map((document) => ({ ...document, limits: ofAll })));
    return documents.chain((some) =>
      fc.record({
        startMs: fc.constant(startMs),
        days: fc.constant(days),
        documents: fc.constant(some),
        clusters: clustersOf(parts, some[0], startMs),
        bystanders: bystandersOf(some[0]),
        drafts: draftsIn(startMs, days),
        hasShadowed: fc.integer({ min: 0, max: 3 }).map((share) => share === 3),
        pageSize: fc.constantFrom(500, 500, 1),
        identity: fc.constantFrom("api-key" as const, "service-account" as const),
        settings,
        firing,
        http,
        happenings: isQuiet ? quietHappenings() : happeningsIn(days, Math.min(26, days + 4)),
      }),
    );
  });
}

/** Some drafts are in UTC, because only cron lines in UTC become triggers of their own; the others are left to the heartbeat. */
function draftsIn(startMs: number, days: number): fc.Arbitrary<readonly SoakSchedule[]> {
  const named = { name: "draft", selectsBy: "glob", project: projectIds[0] } as const;
  const draft = scheduleOf(named, "plain", startMs, days);
  const plain = ({ windows, timezone, except: _, ...schedule }: SoakSchedule, isInUtc: boolean): SoakSchedule => ({
    ...schedule,
    timezone: isInUtc ? "UTC" : timezone,
    windows: windows.slice(0, 1).map(({ except: _except, ...window }) => window),
  });
  return fc
    .array(fc.tuple(draft, fc.boolean()), { minLength: 3, maxLength: 3 })
    .map((some) => some.map(([schedule, isInUtc]) => plain(schedule, isInUtc)));
}

function bystandersOf(document: SoakDocument | undefined): fc.Arbitrary<NonNullable<SoakCase["bystanders"]>> {
  const [first] = document?.schedules ?? [];
  return first === undefined ? fc.constant([]) : fc.array(bystanderOf(first), { maxLength: 1 });
}

function clustersOf(parts: readonly Fixed[], document: SoakDocument | undefined, startMs: number) {
  const ofSchedule = parts.map((part, index) => {
    const schedule = document?.schedules[index];
    if (schedule === undefined) throw new Error("every part has its schedule");
    return fc.tuple(
      clusterOf(schedule, part.kind, 1, startMs),
      fc.option(clusterOf(schedule, part.kind, 2, startMs), { freq: part.kind === "mixed" ? 20 : 2 }),
    );
  });
  return fc.tuple(...ofSchedule).map((some) => some.flat().filter((one) => one !== null));
}
