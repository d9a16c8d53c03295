import { describe, expect, it } from "@jest/globals";
import { buildProject } from "../../../src/local/admin-api/projects";

const id = "5e1ec444970199272441a214";
const now = Date.parse("2026-11-01T00:00:00Z");

describe("a project", () => {
  it("of which only the id is known is named for it, in an organisation of its own, made now", () => {
    expect(buildProject({ id }, now, () => "new")).toEqual({
      id,
      name: "project-a214",
      orgId: "new",
      createdAt: now,
      extendedStorage: false,
      tags: [],
      maintenanceWindow: {
        autoDeferOnceEnabled: false,
        dayOfWeek: 1,
        hourOfDay: 1,
        numberOfDeferrals: 0,
        startASAP: false,
        timeZoneId: "UTC",
      },
    });
  });

  it("is what it is given, and the rest of its maintenance window as recorded", () => {
    const given = {
      id,
      name: "shop",
      orgId: "org",
      createdAt: 5,
      extendedStorage: true,
      tags: [{ key: "a", value: "b" }],
    };
    const { maintenanceWindow, ...project } = buildProject(
      { ...given, maintenanceWindow: { dayOfWeek: 7, numberOfDeferrals: 2 } },
      now,
      () => "new",
    );
    expect(project).toEqual(given);
    expect(maintenanceWindow).toMatchObject({ dayOfWeek: 7, hourOfDay: 1, numberOfDeferrals: 2, timeZoneId: "UTC" });
  });
});
