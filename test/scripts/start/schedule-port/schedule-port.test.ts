import { describe, expect, it } from "@jest/globals";
import { schedulePort } from "../../../../scripts/start/schedule-port/schedule-port";
import type { SelectableCluster } from "../../../../src/local/console/schedule-port";

const APP = "5e1ec444970199272441a214";
const OTHER = "5e1ec444970199272441a215";
const at = (text: string) => Date.parse(text);
const NOW = at("2026-11-02T00:00Z");
const DAY = 86_400_000;

interface Written {
  readonly timezone: string;
  schedules: {
    readonly name: string;
    readonly clusters: readonly unknown[];
    readonly timezone?: string;
    readonly projects?: string;
    readonly mode?: string;
    baseline: object;
    readonly windows?: Record<string, unknown>[];
  }[];
}

const document: Written = {
  timezone: "UTC",
  schedules: [
    {
      name: "office",
      clusters: [{ glob: "dev-*" }, "shop"],
      timezone: "America/New_York",
      baseline: { paused: true },
      windows: [{ name: "day", start: "0 9 * * MON-FRI", duration: "PT9H", tier: "M20" }],
    },
    {
      name: "tagged",
      clusters: [{ tags: { env: "prod" } }],
      projects: "all",
      baseline: { tier: "M30", autoScaling: { min: "M30", max: "M50" } },
      windows: [
        {
          name: "sale",
          from: "2026-11-27T00:00",
          until: "2026-11-30T00:00",
          tier: "M40",
          autoScaling: { min: "M40", max: "M60" },
        },
      ],
    },
    { name: "never", clusters: ["idle"], mode: "off", baseline: { tier: "M10" } },
  ],
};
const text = JSON.stringify(document, null, 2);

function aCluster(name: string, changes: Partial<SelectableCluster> = {}): SelectableCluster {
  const projectId = changes.projectId ?? APP;
  return { key: `${projectId}/${name}`, projectId, name, tags: [], isAutoScaled: false, ...changes };
}
const prod = [{ key: "env", value: "prod" }];

function opened(of = text) {
  const open = schedulePort.open(of, APP);
  if (open === null) throw new Error("the document is wrong");
  return open;
}

describe("an open schedule", () => {
  const open = opened();

  it("knows what it wants of a cluster, since when, and what comes next", () => {
    expect(open.scheduledAt(aCluster("dev-1"), at("2026-11-02T15:00Z"))).toEqual({
      schedule: "office",
      zone: "America/New_York",
      size: "M20",
      window: "day",
      since: at("2026-11-02T14:00Z"),
      next: { at: at("2026-11-02T23:00Z"), size: "paused", window: null },
    });
  });

  it("selects by name, glob and tags, in the projects of each schedule", () => {
    const scheduleOf = (cluster: SelectableCluster) => open.scheduledAt(cluster, NOW)?.schedule ?? null;
    expect(
      [
        aCluster("shop"),
        aCluster("dev-1", { tags: prod }),
        aCluster("dev-1", { projectId: OTHER }),
        aCluster("any", { projectId: OTHER, tags: prod }),
        aCluster("any"),
        aCluster("idle"),
      ].map(scheduleOf),
    ).toEqual(["office", "office", null, "tagged", null, null]);
  });

  it("asks auto-scaled clusters for bounds, and others for the tier beside them", () => {
    const size = (isAutoScaled: boolean) => open.scheduledAt(aCluster("any", { tags: prod, isAutoScaled }), NOW)?.size;
    expect([size(true), size(false)]).toEqual(["M30-M50", "M30"]);
  });

  it("answers with the same object until something changes", () => {
    const cluster = aCluster("shop");
    const first = open.scheduledAt(cluster, at("2026-11-03T15:00Z"));
    expect(open.scheduledAt(cluster, at("2026-11-03T16:00Z"))).toBe(first);
    expect(open.scheduledAt(cluster, at("2026-11-03T23:00Z"))).not.toBe(first);
    expect(open.scheduledAt(cluster, at("2026-11-03T15:00Z"))).toEqual(first);
  });

  it("knows the next boundary of the clusters that are there", () => {
    expect(open.nextBoundary([aCluster("shop"), aCluster("any", { tags: prod })], NOW)).toBe(at("2026-11-02T14:00Z"));
    expect(open.nextBoundary([aCluster("any", { tags: prod })], NOW)).toBe(at("2026-11-27T00:00Z"));
    expect(open.nextBoundary([aCluster("elsewhere")], NOW)).toBeNull();
  });

  it("plans a span, with a mark at each boundary", () => {
    const plan = open.planOf(aCluster("shop"), at("2026-11-02T00:00Z"), at("2026-11-03T00:00Z"));
    expect(plan).toEqual({
      zone: "America/New_York",
      planned: [
        { from: at("2026-11-02T00:00Z"), until: at("2026-11-02T14:00Z"), size: "paused", window: null },
        { from: at("2026-11-02T14:00Z"), until: at("2026-11-02T23:00Z"), size: "M20", window: "day" },
        { from: at("2026-11-02T23:00Z"), until: at("2026-11-03T00:00Z"), size: "paused", window: null },
      ],
      marks: [
        { at: at("2026-11-02T14:00Z"), kind: "boundary", says: "Window day opens: paused to M20." },
        { at: at("2026-11-02T23:00Z"), kind: "boundary", says: "The baseline begins: M20 to paused." },
      ],
    });
  });

  it("says nothing of times that the zone data does not reach", () => {
    const far = at("2060-01-01T00:00Z");
    expect(open.scheduledAt(aCluster("shop"), far)).toBeNull();
    expect(open.planOf(aCluster("shop"), far, far + DAY)).toBeNull();
    expect(open.planOf(aCluster("shop"), at("2046-12-31T00:00Z"), far)?.planned.at(-1)?.until).toBe(
      at("2047-01-01T00:00Z"),
    );
  });

  it("shows ten years of a busy schedule as far as there is room", () => {
    const busy = {
      schedules: [
        {
          name: "busy",
          clusters: ["shop"],
          baseline: { tier: "M10" },
          windows: [{ name: "w", start: "*/10 * * * *", duration: "PT5M", tier: "M20" }],
        },
      ],
    };
    const plan = opened(JSON.stringify(busy)).planOf(aCluster("shop"), NOW, NOW + 3_650 * DAY);
    expect(plan?.marks.length).toBe(20_001);
  });

  it("is not opened where the document is wrong", () => {
    expect(schedulePort.open("{", APP)).toBeNull();
    expect(schedulePort.open('{"schedules": []}', APP)).toBeNull();
  });
});

describe("check", () => {
  const clusters = [aCluster("dev-1"), aCluster("dev-2"), aCluster("shop"), aCluster("any", { tags: prod })];
  const check = (of: string, inForce: string | null = text) =>
    schedulePort.check(of, { inForce, appProjectId: APP, clusters, now: NOW });
  const edited = (change: (copy: Written) => void) => {
    const copy = JSON.parse(text) as Written;
    change(copy);
    return JSON.stringify(copy, null, 2);
  };

  it("finds nothing in the document in force, and plans a lane for each cluster, one of each schedule first", () => {
    const { issues, lanes, changes } = check(text);
    expect([issues, changes]).toEqual([[], []]);
    expect(lanes.map(({ label }) => label)).toEqual(["dev-1", "any", "dev-2", "shop"]);
    expect(lanes[0]?.planned[0]).toMatchObject({ from: NOW, size: "paused" });
    expect(lanes[0]?.planned.at(-1)?.until).toBe(NOW + 35 * DAY);
  });

  it("places what is no JSON at its character", () => {
    const wrong = text.replace('"timezone": "UTC",', '"timezone": UTC,');
    const [issue] = check(wrong).issues;
    expect(issue).toMatchObject({ path: "", problem: 'a text must be in quotes: "UTC".' });
    expect(wrong.slice(issue?.from, issue?.to)).toBe("U");
    for (const short of ["", "{", " ", '"']) {
      const found = check(short).issues[0];
      expect(found?.from).toBeLessThanOrEqual(short.length);
      expect(found?.to).toBeLessThanOrEqual(short.length);
    }
  });

  it("places every mistake at its value, and what is missing at what should have it", () => {
    const wrong = text.replace("America/New_York", "america/new_york").replace('"duration": "PT9H",', "");
    const { issues, lanes } = check(wrong);
    expect(issues.map(({ path, from, to }) => [path, wrong.slice(from, to)])).toEqual([
      ["schedules[0].timezone", '"america/new_york"'],
      ["schedules[0].windows[0]", "{"],
    ]);
    expect(issues[0]?.problem).toContain("did you mean America/New_York?");
    expect(lanes).toEqual([]);
  });

  it("places warnings too", () => {
    const odd = text.replace("2026-11-27T00:00", "2025-11-27T00:00").replace("2026-11-30T00:00", "2025-11-30T00:00");
    const { issues, warnings } = check(odd);
    expect(issues).toEqual([]);
    expect(warnings.map(({ from, to }) => odd.slice(from, to))).toEqual(["{"]);
  });

  it("marks windows that are open at the same time", () => {
    const both = edited(({ schedules }) => {
      schedules[0]?.windows?.push({ name: "late", start: "0 12 * * MON", duration: "PT12H", tier: "M30" });
    });
    const marks = check(both).lanes[0]?.marks.filter(({ kind }) => kind === "conflict");
    expect(marks).toEqual([
      {
        at: at("2026-11-02T17:00Z"),
        until: at("2026-11-02T23:00Z"),
        kind: "conflict",
        says: "Windows day and late are both open: day comes first in the list, so it counts.",
      },
    ]);
  });

  it("says what would be otherwise", () => {
    const other = edited(({ schedules }) => {
      const [office, tagged] = schedules;
      if (office?.windows?.[0]) office.windows[0].start = "0 10 * * MON-FRI";
      if (tagged) tagged.baseline = { tier: "M20", autoScaling: { min: "M20", max: "M50" } };
      schedules.pop();
    });
    const { changes } = check(other);
    expect(changes[0]).toBe("any would be M20 instead of M30 from the next run on.");
    expect(changes).toContain(
      "Schedule office: 50 boundaries in the coming 35 d would be moved, the first Mon 2026-11-02 14:00 to Mon 2026-11-02 15:00 UTC, day.",
    );
    expect(changes).toContain("Schedule never would be gone.");
  });

  it("says which clusters would begin to be scheduled, or be left alone", () => {
    const fewer = edited(({ schedules }) => schedules.shift());
    expect(check(fewer).changes[0]).toBe("dev-1, dev-2, shop would be left alone: no schedule selects it any more.");
    expect(check(text, fewer).changes[0]).toBe(
      "dev-1, dev-2, shop would begin to be scheduled, at the next run as paused.",
    );
    expect(check(text, null).changes).toHaveLength(1);
  });

  it("takes hostile and huge text in its stride", () => {
    expect(check("[".repeat(100_000)).issues).toHaveLength(1);
    expect(check(`{"schedules": ${"[".repeat(2_000)}${"]".repeat(2_000)}}`).issues.length).toBeGreaterThan(0);
    const many = edited((copy) => {
      const [one] = copy.schedules;
      if (one)
        copy.schedules = Array.from({ length: 3_000 }, (_, index) => ({ ...one, name: `s${index}!`, clusters: [] }));
    });
    expect(check(many).issues.length).toBeLessThanOrEqual(200);
  });
});

describe("findings", () => {
  it("has none of what is no report", () => {
    for (const result of [undefined, null, 5, "text", {}, { clusters: [] }, { at: "x", clusters: [], failures: [] }]) {
      expect(schedulePort.findings(result)).toBeNull();
    }
  });
});

describe("holdOf", () => {
  const hold = (key: string, value: string) => schedulePort.holdOf([{ key, value }], NOW);

  it("tells how long a tag holds, also where it has a mistake", () => {
    expect(hold("scheduler-hold", "20261201T1200Z")).toEqual({
      until: at("2026-12-01T12:00Z"),
      says: "Its tag scheduler-hold keeps it as it is until 2026-12-01T12:00Z.",
    });
    expect(hold("scheduler-hold", "tomorrow")?.says).toContain("until somebody mends it");
    expect(hold("Scheduler-Hold", "20261201T1200Z")?.says).toContain("which has a mistake");
    expect(hold("scheduler-hold", "20261101T1200Z")).toBeNull();
    expect(hold("other", "20261201T1200Z")).toBeNull();
  });
});
