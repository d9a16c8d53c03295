import { describe, expect, it } from "@jest/globals";
import { exactNames, isExact, matchSelector, ownership, selects } from "../../src/schedule/selectors";
import { describeTarget, sameTarget, targetsOf } from "../../src/schedule/target";
import { aDocument, aSchedule, parsed, schedule } from "./documents";

describe("selects", () => {
  it.each([
    ["dev-*", "dev-", true],
    ["dev-*", "dev-1", true],
    ["dev-*", "Dev-1", false],
    ["*", "anything", true],
    ["?-*-b", "a-x-y-b", true],
    ["?", "", false],
    ["a*b*c", "aXbXbc", true],
    ["a*b*c", "aXbXbd", false],
    ["dev", "dev1", false],
    [`${"*".repeat(30)}b`, "a".repeat(64), false],
  ])("%s matches %s: %s", (glob, name, expected) => {
    expect(selects({ glob }, { name, tags: {} })).toBe(expected);
  });

  it("wants every tag, with its value", () => {
    const tags = { env: "dev", team: "a" };
    expect(selects({ tags: { env: "dev" } }, { name: "x", tags })).toBe(true);
    expect(selects({ tags: { env: "dev", team: "a" } }, { name: "x", tags })).toBe(true);
    expect(selects({ tags: { env: "dev", team: "b" } }, { name: "x", tags })).toBe(false);
    expect(selects({ tags: { toString: "x" } }, { name: "x", tags })).toBe(false);
  });

  it("is exact for names alone", () => {
    expect([{ name: "a" }, { glob: "a" }, { tags: {} }].map(isExact)).toEqual([true, false, false]);
  });
});

describe("matchSelector", () => {
  const cases = {
    name: (name: string) => `name ${name}`,
    glob: (glob: string) => `glob ${glob}`,
    tags: (tags: Readonly<Record<string, string>>) => `tags ${Object.keys(tags).join()}`,
  };

  it.each([
    [{ name: "glob" }, "name glob"],
    [{ glob: "name-*" }, "glob name-*"],
    [{ tags: { name: "a", glob: "b" } }, "tags name,glob"],
  ])("takes the case of %j alone", (selector, expected) => {
    expect(matchSelector(selector, cases)).toBe(expected);
  });
});

describe("exactNames", () => {
  it("are the names in the schedule's order, patterns and tags left out", () => {
    const clusters = ["b", { glob: "a-*" }, "a", { tags: { env: "dev" } }];
    expect(exactNames(schedule({ clusters }))).toEqual(["b", "a"]);
  });
});

describe("ownership", () => {
  const { schedules } = parsed(
    aDocument({
      schedules: [
        aSchedule({ name: "globs", clusters: [{ glob: "shop-*" }] }),
        aSchedule({ name: "names", clusters: ["shop-1", "solo", "solo"] }),
        aSchedule({ name: "tags", clusters: [{ tags: { env: "dev" } }, "solo"] }),
      ],
    }),
  );
  const ownerOf = ownership(schedules);

  it.each([
    ["shop-1", {}, "globs", false, ["names"]],
    ["shop-2", { env: "dev" }, "globs", false, ["tags"]],
    ["solo", { env: "dev" }, "names", true, ["tags"]],
    ["other", { env: "dev" }, "tags", false, []],
  ])("of %s goes to the first schedule that matches", (name, tags: Record<string, string>, owner, exact, shadowed) => {
    const found = ownerOf({ name, tags });
    expect([found?.schedule.name, found?.exact, found?.shadowed.map((one) => one.name)]).toEqual([
      owner,
      exact,
      shadowed,
    ]);
  });

  it("is nobody's where none matches", () => {
    expect(ownerOf({ name: "other", tags: {} })).toBeNull();
  });
});

describe("targets", () => {
  it.each([
    [{ paused: true }, "paused"],
    [{ paused: false }, "running at whatever size"],
    [{ unmanaged: true }, "unmanaged"],
    [{ tier: "M50" }, "M50"],
    [{ autoScaling: { min: "M30", max: "M60" } }, "M30-M60"],
    [
      { autoScaling: { min: "M50", max: "M80" }, tier: "M60", analyticsTier: "M30" },
      "M50-M80 (starting at M60), analytics M30",
    ],
    [{ tier: "M50", analyticsTier: "M30" }, "M50, analytics M30"],
    [{ analyticsTier: "M30" }, "analytics M30"],
  ] as const)("%j reads %s", (target, text) => {
    expect(describeTarget(target)).toBe(text);
  });

  it("are the same when every part is", () => {
    const full = { tier: "M50", analyticsTier: "M30", autoScaling: { min: "M30", max: "M60" } };
    expect(sameTarget(full, { ...full })).toBe(true);
    expect(sameTarget({ paused: true }, { paused: true })).toBe(true);
    expect(sameTarget({ paused: false }, { paused: false })).toBe(true);
    expect(sameTarget({ unmanaged: true }, { unmanaged: true })).toBe(true);
    const others = [
      { ...full, tier: "M60" },
      { ...full, analyticsTier: "M40" },
      { ...full, autoScaling: { min: "M30", max: "M80" } },
      { paused: true as const },
      { paused: false as const },
      { unmanaged: true as const },
      { tier: "M50" },
    ];
    expect(others.map((other) => sameTarget(full, other))).toEqual(others.map(() => false));
    const kinds = [{ paused: true as const }, { paused: false as const }, { unmanaged: true as const }];
    expect(kinds.map((one) => kinds.filter((other) => sameTarget(one, { ...other })).length)).toEqual([1, 1, 1]);
  });

  it("of a schedule are listed once, the baseline first", () => {
    const times = { start: "0 0 1 * *", duration: "P1D" };
    const windows = ["M50", "M10", "M50", "M60"].map((tier, index) => ({ name: `w${index}`, ...times, tier }));
    expect(targetsOf(schedule({ windows }))).toEqual([{ tier: "M10" }, { tier: "M50" }, { tier: "M60" }]);
  });
});
