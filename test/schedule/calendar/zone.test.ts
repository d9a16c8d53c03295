import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import moment from "moment-timezone";
import { zoneRulesFile, zoneRulesSource } from "../../../scripts/build/zone-rules";
import {
  findZone,
  instantOf,
  latestCivil,
  steadySpan,
  type Zone,
  zoneDataEnd,
  zoneDataStart,
  zoneNames,
} from "../../../src/schedule/calendar/zone";
import { MS_PER_MINUTE } from "../../../src/schedule/time-units";

const DAY_MS = 86_400_000;

function zoneOf(name: string): Zone {
  const zone = findZone(name);
  if (zone === null) throw new Error(`no zone ${name}`);
  return zone;
}

function minute(iso: string): number {
  return Date.parse(iso) / MS_PER_MINUTE;
}

function isoOf(minutes: number): string {
  return new Date(minutes * MS_PER_MINUTE).toISOString().slice(0, 16);
}

function offsetAt(zone: Zone, ms: number): number {
  return zone.offsets[zone.starts.indexOf(steadySpan(zone, ms / MS_PER_MINUTE).from)] ?? Number.NaN;
}

describe("the zone table", () => {
  it("is the one that moment-timezone's data gives (else: npm run build -- --update-zone-rules)", () => {
    expect(readFileSync(zoneRulesFile, "utf8")).toBe(zoneRulesSource());
  });

  it("has every name, links and UTC among them", () => {
    expect(zoneNames().sort()).toEqual(moment.tz.names().sort());
    for (const name of ["UTC", "Asia/Kolkata", "Asia/Calcutta", "Europe/Kyiv", "US/Eastern", "Etc/GMT+5", "GB"]) {
      expect(findZone(name)?.name).toBe(name);
    }
  });

  it.each([
    "",
    " ",
    "utc",
    "Europe",
    "Europe/",
    "Berlin",
    "Europe:Berlin",
    "Europe/Berlin ",
    "Africa/Abidjan Accra",
    "Abidjan Accra",
    "Europe/Berlin;Europe/Paris",
    "|",
    "60 120",
    "__proto__",
  ])("has no zone %j", (name) => {
    expect(findZone(name)).toBeNull();
  });

  it("changes each zone's offset at moment-timezone's instants, and at no others", () => {
    for (const name of moment.tz.names()) {
      const zone = zoneOf(name);
      const source = moment.tz.zone(name);
      const untils = (source?.untils ?? []).filter(
        (at): at is number => at !== null && at > zoneDataStart && at < zoneDataEnd,
      );
      const instants = [zoneDataStart, zoneDataEnd - 1, ...untils.flatMap((until) => [until - 1, until])];
      const expected = instants.map((ms) => 0 - (source?.utcOffset(ms) ?? 0));
      expect([name, ...instants.map((ms) => offsetAt(zone, ms))]).toEqual([name, ...expected]);
      expect(zone.starts.length - 1).toBeLessThanOrEqual(untils.length);
    }
  });

  it("agrees with Intl wherever Node's rules are as new", () => {
    const names = moment.tz.names().filter((name) => {
      try {
        return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
      } catch {
        return false;
      }
    });
    const differing = names.filter((name) => {
      const format = new Intl.DateTimeFormat("en", { timeZone: name, timeZoneName: "longOffset", hour: "2-digit" });
      const zone = zoneOf(name);
      return [0, 91, 182, 274, 3650, 3650 + 182].some((days) => {
        const ms = Date.UTC(2026, 0, 15) + days * DAY_MS;
        const text = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(ms));
        const sign = text?.[1] === "-" ? -1 : 1;
        return sign * (Number(text?.[2] ?? 0) * 60 + Number(text?.[3] ?? 0)) !== offsetAt(zone, ms);
      });
    });
    expect(names.length).toBeGreaterThan(500);
    expect(differing.length / names.length).toBeLessThan(0.05);
  });
});

describe("a civil minute", () => {
  it.each([
    ["Europe/Berlin", "2026-06-01T12:00", "2026-06-01T10:00"],
    ["Europe/Berlin, in the gap", "2026-03-29T02:30", "2026-03-29T01:00"],
    ["Europe/Berlin, twice", "2026-10-25T02:30", "2026-10-25T00:30"],
    ["Europe/Berlin, after both", "2026-10-25T03:00", "2026-10-25T02:00"],
    ["Australia/Lord_Howe, in the gap of half an hour", "2026-10-04T02:15", "2026-10-03T15:30"],
    ["Australia/Lord_Howe, twice", "2026-04-05T01:45", "2026-04-04T14:45"],
    ["America/Santiago, midnight does not exist", "2026-09-06T00:00", "2026-09-06T04:00"],
    ["America/Santiago, twice before midnight", "2026-04-04T23:30", "2026-04-05T02:30"],
    ["Asia/Beirut, midnight does not exist", "2026-03-29T00:00", "2026-03-28T22:00"],
    ["Pacific/Chatham, in the gap", "2026-09-27T03:00", "2026-09-26T14:00"],
    ["America/Nuuk, a gap up to midnight", "2026-03-28T23:30", "2026-03-29T01:00"],
  ])("%s: %s is %s UTC", (where, civil, instant) => {
    const zone = zoneOf(where.split(",")[0] ?? "");
    expect(isoOf(instantOf(zone, minute(`${civil}Z`)))).toBe(instant);
  });

  it("never goes back, and the latest at an instant is the last that has begun", () => {
    for (const name of ["Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Pacific/Chatham"]) {
      const zone = zoneOf(name);
      for (const start of zone.starts.slice(1, 6)) {
        for (let at = start - 130; at < start + 130; at += 1) {
          const civil = latestCivil(zone, at);
          expect(instantOf(zone, civil)).toBeLessThanOrEqual(at);
          expect(instantOf(zone, civil + 1)).toBeGreaterThan(at);
        }
      }
    }
  });
});
