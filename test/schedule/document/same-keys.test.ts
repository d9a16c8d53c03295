import { describe, expect, it } from "@jest/globals";
import { aDocument, aSchedule, aWindow, complaintsOf } from "../documents";

const windowsOf = (...windows: object[]) => aDocument({ schedules: [aSchedule({ windows })] });

describe("an object with the keys of one that was right", () => {
  it("still has its values read", () => {
    expect(complaintsOf(windowsOf(aWindow(), aWindow({ name: "second", start: "0 25 1 * *" })))).toEqual([
      'schedules[0].windows[1].start: "0 25 1 * *": hour 25 is out of range (0-23)',
    ]);
  });

  it("is told from one whose only key reads like all of them", () => {
    const complaints = complaintsOf(windowsOf(aWindow(), { "name,start,end,tier": "x" }));
    expect(complaints[0]).toMatch(/^schedules\[0\]\.windows\[1\]\.name,start,end,tier: unknown key/);
    expect(complaints).toContain("schedules[0].windows[1].name: is missing");
  });

  it("does not pass for right in a place that wants other keys, nor in the next document", () => {
    expect(complaintsOf(windowsOf(aWindow()))).toEqual([]);
    const { tier: _, ...lacking } = aWindow();
    expect(complaintsOf(windowsOf(lacking))).toHaveLength(1);
    expect(complaintsOf(windowsOf(lacking))).toHaveLength(1);
    expect(complaintsOf({ ...aDocument(), schedules: [aWindow()] }).length).toBeGreaterThan(1);
  });

  it("may have them in another order", () => {
    const { name, ...others } = aWindow({ name: "second" });
    expect(complaintsOf(windowsOf(aWindow(), { ...others, name }))).toEqual([]);
  });
});
