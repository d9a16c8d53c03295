import { describe, expect, it } from "@jest/globals";
import { cronWords } from "../../../../../src/local/console/page/state/cron-words";

describe("cronWords", () => {
  it.each([
    ["0 12 1 * *", "on the 1st of every month at 12:00"],
    ["0 2 3,22,31 * *", "on the 3rd, 22nd and 31st of every month at 02:00"],
    ["7,22,37,52 * * * *", "every hour at :07, :22, :37 and :52"],
    ["*/15 * * * *", "every 15 minutes"],
    ["* * * * *", "every minute"],
    ["45 7 * * MON-FRI", "Monday to Friday at 07:45"],
    ["45 7,19 * * 1,6", "Monday and Saturday at 07:45 and 19:45"],
    ["0 0 * DEC *", "every day of December at 00:00"],
    ["0 6 11-13 1,7 *", "on the 11th to 13th of January and July at 06:00"],
    ["0 6 * 3-5 SUN", "Sunday in March to May at 06:00"],
    ["0 6 * * *", "at 06:00"],
  ])("%s is %s", (expression, words) => {
    expect(cronWords(expression)).toBe(words);
  });

  it.each([
    ["both day fields restricted, which is rare and easily misread", "0 12 1 * MON"],
    ["a step that does not divide the hour", "*/7 * * * *"],
    ["many times a day", "0,10,20,30 1,2,3 * * *"],
    ["too few fields", "0 12 1 *"],
    ["too many fields", "0 0 12 1 * *"],
    ["what is no number", "x 12 1 * *"],
    ["what is no weekday", "0 12 * * CONSTRUCTOR"],
    ["a day that no month has", "0 12 32 * *"],
    ["nothing", ""],
  ])("says nothing of %s", (_, expression) => {
    expect(cronWords(expression)).toBeNull();
  });
});
