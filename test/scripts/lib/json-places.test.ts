import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { jsonPlaces, placeOfPath } from "../../../scripts/lib/json-places";

const text = `{
  "schedules": [
    { "name": "a\\"b", "windows": [ {"start": "0 1 * * *", "tier": null} ], "baseline" : { "tier": "M10" } },
    true
  ]
}`;

const at = (path: string, of = text) => {
  const { from, until } = placeOfPath(jsonPlaces(of), path);
  return of.slice(from, until);
};

describe("jsonPlaces", () => {
  it.each([
    ["", "{"],
    ["schedules", '"schedules"'],
    ["schedules[0]", "{"],
    ["schedules[0].name", '"a\\"b"'],
    ["schedules[0].windows", '"windows"'],
    ["schedules[0].windows[0].start", '"0 1 * * *"'],
    ["schedules[0].windows[0].tier", "null"],
    ["schedules[0].baseline.tier", '"M10"'],
    ["schedules[1]", "true"],
  ])("finds %j", (path, found) => {
    expect(at(path)).toBe(found);
  });

  it.each([
    ["schedules[0].windows[0].end", "{"],
    ["schedules[0].baseline.autoScaling.min", '"baseline"'],
    ["schedules[7].name", '"schedules"'],
    ["nothing", "{"],
  ])("finds for %j, which is not there, what is around it", (path, found) => {
    expect(at(path)).toBe(found);
  });

  it("finds keys as messages show them: cut, and with what a terminal would obey written out", () => {
    const long = "k".repeat(60);
    expect(at("k".repeat(40), `{"${long}": 5}`)).toBe("5");
    expect(at("a\\u0007", '{"a\\u0007": 5}')).toBe("5");
  });

  it("takes any JSON, and every range lies in the text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, isIndented) => {
        const written = JSON.stringify(value, null, isIndented ? 2 : undefined);
        const places = [...jsonPlaces(written).values()];
        expect(places.length).toBeGreaterThan(0);
        expect(places.every(({ from, until }) => from >= 0 && from < until && until <= written.length)).toBe(true);
      }),
    );
  });
});
