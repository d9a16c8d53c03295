import { describe, expect, it } from "@jest/globals";
import { aDocument, aSchedule, aWindow, complaintsOf } from "../documents";

const startingAt = (start: string, more: object = {}) =>
  complaintsOf(aDocument({ schedules: [aSchedule({ windows: [aWindow({ start, ...more })] })] }));

describe("lines of dates that only some months have", () => {
  it.each(["0 0 31 2 *", "0 0 30 FEB *", "0 0 31 4,6,9,11 *", "0 0 30W 2 *"])("%s never comes", (start) => {
    expect(startingAt(start)).toEqual([expect.stringMatching(/never matches: there is no such date$/) as unknown]);
  });

  it.each(["0 0 29 2 *", "0 0 31 * *", "0 0 L 2 *", "0 0 31W * *", "0 0 * 2 MON#5", "0 0 28 2 *", "0 0 * 2 *"])(
    "%s comes",
    (start) => {
      expect(startingAt(start)).toEqual([]);
    },
  );
});

describe("a window whose start is in the hour that the clock leaves out, every time", () => {
  it("can never open where its end is there too", () => {
    const window = { start: "0 2 * 3 SUN#L", end: "0 3 * 3 SUN#L" };
    const schedule = (timezone: string) => aSchedule({ timezone, windows: [aWindow(window)] });
    const complaints = complaintsOf(aDocument({ schedules: [schedule("Europe/Berlin")] }));
    expect(complaints).toEqual([expect.stringMatching(/every start is also an end/) as unknown]);
    expect(complaintsOf(aDocument({ schedules: [schedule("Asia/Kolkata")] }))).toEqual([]);
  });
});
