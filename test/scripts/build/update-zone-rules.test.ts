import { describe, expect, it } from "@jest/globals";
import { updateZoneRules } from "../../../scripts/build/update-zone-rules";
import * as zoneRules from "../../../scripts/build/zone-rules";

const failing = (message: string, code: string) => () => Promise.reject(Object.assign(new Error(message), { code }));

describe("updateZoneRules", () => {
  it("says so when the committed file holds the rules of the installed data already", async () => {
    await expect(updateZoneRules(() => Promise.resolve(zoneRules))).resolves.toBe(
      `src/schedule/calendar/zone-rules.data.ts holds IANA ${zoneRules.zoneDataRelease} already\n`,
    );
  });

  it("says what to install where moment-timezone is missing", async () => {
    for (const code of ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"]) {
      const missing = failing("Cannot find package 'moment-timezone' imported from scripts/build/zone-rules.ts", code);
      await expect(updateZoneRules(missing)).rejects.toMatchObject({
        name: "UsageError",
        message: expect.stringMatching(/^moment-timezone is not installed: "npm ci"/),
      });
    }
  });

  it("leaves any other failure as it is", async () => {
    await expect(updateZoneRules(failing("Cannot find module './x'", "MODULE_NOT_FOUND"))).rejects.toThrow("./x");
  });
});
