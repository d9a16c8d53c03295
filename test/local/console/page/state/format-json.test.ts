import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatJson } from "../../../../../src/local/console/page/state/format-json";

describe("formatJson", () => {
  it("keeps on a line what fits there, as a person would write it", () => {
    const text = `{"timezone":"UTC","schedules":[{"name":"billing","clusters":["Cluster0"],"baseline":{"tier":"M10"},
      "windows":[{"name":"month-start","start":"0 12 1 * *","end":"0 2 3 * *","tier":"M50"}]}],"calendars":{},"x":[]}`;
    expect(formatJson(text)).toBe(`{
  "timezone": "UTC",
  "schedules": [
    {
      "name": "billing",
      "clusters": ["Cluster0"],
      "baseline": { "tier": "M10" },
      "windows": [
        { "name": "month-start", "start": "0 12 1 * *", "end": "0 2 3 * *", "tier": "M50" }
      ]
    }
  ],
  "calendars": {},
  "x": []
}
`);
  });

  it("loses nothing that is written: names given twice, long numbers, escapes", () => {
    const text = '{"a":1e400,"a":12345678901234567890,"\\u0041\\"":"x, {y: 1}"}';
    expect(formatJson(text)).toBe('{\n  "a": 1e400,\n  "a": 12345678901234567890,\n  "\\u0041\\"": "x, {y: 1}"\n}\n');
  });

  it.each([["{"], [""], ["{} {}"], ["[1,]"]])("refuses %j", (text) => {
    expect(() => formatJson(text)).toThrow(SyntaxError);
  });

  it("means the same as before, is stable, and fits where it can", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const formatted = formatJson(text);
        expect(JSON.parse(formatted)).toEqual(JSON.parse(text));
        expect(formatJson(formatted)).toBe(formatted);
        const long = formatted.split("\n").filter((line) => line.length > 101);
        expect(long.every((line) => !/[[{].*[,:].*[\]}]/.test(line.replace(/"(?:[^"\\]|\\.)*"/g, "")))).toBe(true);
      }),
    );
  });
});
