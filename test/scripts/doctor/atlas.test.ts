import { describe, expect, it } from "@jest/globals";
import { addressesOf } from "../../../scripts/doctor/egress/addresses";
import type { AtlasState } from "../../../src/local/admin-api/state/state";
import { billing, examined, NOW, PROJECT, told, withAccount } from "./a-doctor";

const otherKey = { publicKey: "terrafrm", privateKey: "00000000-8888-9999-aaaa-bbbbbbbbbbbb" };
const day = 86_400_000;

describe("the doctor", () => {
  it("finds everything in order but the alert that nobody has set", async () => {
    const findings = await examined();
    expect(findings.filter(({ level }) => level !== "ok").map(({ check, says }) => [check, says])).toEqual([
      ["alert", "no alert tells of failed triggers"],
    ]);
  });

  it("does so with a service account too", async () => {
    const patient = { environment: withAccount, secretExpiresAt: NOW + 90 * day };
    expect((await examined(patient)).filter(({ level }) => level !== "ok").map(({ check }) => check)).toEqual([
      "alert",
    ]);
    expect(await told("secret-expiry", patient)).toEqual([
      "ok: the service account's newest secret expires on 2027-02-24",
    ]);
  });

  it("sees a wrong key, and checks nothing else", async () => {
    const findings = await examined({ environment: { ATLAS_PRIVATE_KEY: "wrong" } });
    expect(findings.map(({ level }) => level)).toEqual(["failed", ...Array(12).fill("skipped")]);
    expect(findings[0]?.remedy).toBe(
      "Set ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY (or the two Values of the service account) anew",
    );
  });

  it("sees a wrong secret of a service account", async () => {
    const environment = { ...withAccount, ATLAS_CLIENT_SECRET: "wrong" };
    const [first] = await told("credentials", { environment });
    expect(first).toMatch(/^failed: .*ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET do not belong together/);
  });

  it("sees that this machine is not on the access list", async () => {
    const patient = { accessList: ["198.51.100.1"] };
    expect((await told("own-address", patient))[0]).toMatch(
      /^failed: IP_ADDRESS_NOT_ON_ACCESS_LIST: .*203\.0\.113\.10/,
    );
    expect(await told("clusters", patient)).toEqual(["skipped: not checked: the project could not be read"]);
  });

  it("sees a project that the credential has no role in", async () => {
    const [first] = await told("project", { environment: { ATLAS_PROJECT_ID: "5e1ec444970199272441a299" } });
    expect(first).toMatch(/^failed: .*Check ATLAS_PROJECT_ID/);
  });

  it.each([
    [
      "GROUP_READ_ONLY",
      /^failed: in project \w+: USER_UNAUTHORIZED: .*Give the credential the role Project Cluster Manager/,
    ],
    ["GROUP_OWNER", /^warning: the credential may do more than it needs: GROUP_OWNER in project/],
  ] as const)("sees the role %s", async (role, expected) => {
    expect((await told("role", { roles: [role] }))[0]).toMatch(expected);
  });

  it.each([
    [-1, "failed"],
    [10, "warning"],
    [60, "ok"],
  ])("tells when the secret expires in %d days", async (days, level) => {
    const patient = { environment: withAccount, secretExpiresAt: NOW + days * day };
    expect((await told("secret-expiry", patient))[0]).toMatch(new RegExp(`^${level}: `));
  });

  it("counts the addresses of App Services that the access list lacks, blocks included", async () => {
    const [first, ...others] = addressesOf("gcp");
    const ours = ["203.0.113.0/24"];
    expect((await told("egress-addresses", { accessList: [...ours, `${first}/31`] }))[0]).toMatch(
      /^failed: the API access list lacks 4 addresses of the 5 addresses of App Services on gcp/,
    );
    expect((await told("egress-addresses", { accessList: [...ours, `${first}/31`, ...others] }))[0]).toMatch(/^ok: /);
  });

  it("adds the missing addresses, where the credential may, and looks again", async () => {
    const wishes = { accessList: true };
    const patient = { accessList: ["203.0.113.0/24"], wishes };
    expect((await told("egress-addresses", { ...patient, roles: ["GROUP_OWNER"] }))[0]).toMatch(/^ok: .* has all 5/);
    await expect(examined(patient)).rejects.toThrow(/--add-access-list: 0 of 5 were added\. USER_UNAUTHORIZED/);
    await expect(examined({ wishes })).rejects.toThrow(/a first entry could shut out the others/);
  });

  it("adds the alert, where the credential may, and once", async () => {
    const wishes = { alert: true };
    expect(await told("alert", { roles: ["GROUP_CLUSTER_MANAGER", "GROUP_ALERTS_MANAGER"], wishes })).toEqual([
      "ok: an alert tells of failed triggers",
    ]);
    await expect(examined({ wishes })).rejects.toThrow(/--add-alert: .*Project Alerts Manager/);
  });

  it("sees a cluster that is not there, a shadowed one, and selectors that match nothing", async () => {
    expect(await told("clusters", { clusters: [{ name: "Cluster1", tier: "M10" }] })).toEqual([
      `failed: ${PROJECT}/Cluster0: schedule billing names it, but its projects have no such cluster. Correct the name, or the projects of the schedule: did you mean Cluster1?`,
    ]);
    const later = { ...billing, name: "later", clusters: ["Cluster0", { glob: "dev-*" }] };
    expect(await told("clusters", { schedules: [billing, later] })).toEqual([
      `warning: ${PROJECT}/Cluster0: schedule later selects it too, but billing comes first and decides. List the schedule that should decide first`,
      `warning: schedule later: no cluster matches {"glob":"dev-*"}. Correct the selector, its case included, or take it out`,
    ]);
  });

  it("checks every target against every cluster, not only the present one", async () => {
    const autoScaling = { min: "M10", max: "M50" };
    const clusters = [{ name: "Cluster0", tier: "M10", autoScaling }];
    expect((await told("targets", { clusters }))[0]).toMatch(/^failed: .*compute auto-scaling is on/);
    const byGlob = { ...billing, clusters: [{ glob: "*" }] };
    expect((await told("targets", { clusters, schedules: [byGlob] }))[0]).toMatch(/^warning: .*that target is skipped/);
  });

  it("sees a tier that the cluster's region does not have", async () => {
    const clusters = [{ name: "Cluster0", tier: "M10", providerName: "AZURE", regionName: "US_EAST_2" } as const];
    const schedules = [{ ...billing, windows: [{ ...billing.windows[0], tier: "M140" }] }];
    expect(await told("tiers", { clusters, schedules })).toEqual([
      `failed: ${PROJECT}/Cluster0: AZURE has no M140 in US_EAST_2. Schedule a tier that the region has`,
    ]);
  });

  it.each([
    ["events", "*/events", /^failed: project \w+: ACCESS_FORBIDDEN: .*list the events/],
    ["tiers", "*/provider/regions", /^warning: AWS: ACCESS_FORBIDDEN: /],
    ["maintenance", "*/maintenanceWindow", /^warning: project \w+: ACCESS_FORBIDDEN: /],
    ["alert", "*/alertConfigs", /^warning: ACCESS_FORBIDDEN: /],
    [
      "egress-addresses",
      "*/apiKeys",
      /^warning: the credential cannot read its API access list: its role does not allow that\. /,
    ],
    ["clusters", "*/clusters", /^failed: project \w+: Atlas did not list the clusters/],
  ] as const)("says of %s that they cannot be read", async (check, refuses, expected) => {
    expect((await told(check, { refuses }))[0]).toMatch(expected);
  });

  it("does not take for Atlas what describes the project as something else", async () => {
    const other = { refuses: `*/groups/${PROJECT}`, refusal: { status: 200, code: "UNEXPECTED_ERROR" } };
    expect(await told("credentials", other)).toEqual([
      expect.stringMatching(
        /^failed: .* describes the project \w+ as the Admin API would not\. Check ATLAS_BASE_URL: /,
      ),
    ]);
    expect((await told("role", other))[0]).toMatch(/^skipped: /);
  });

  it("does not call it a matter of roles that Atlas has a problem", async () => {
    const ill = { refuses: "*/apiKeys", refusal: { status: 404, code: "RESOURCE_NOT_FOUND" } };
    const why = /: RESOURCE_NOT_FOUND: Atlas did not list the API keys/;
    expect((await told("egress-addresses", ill))[0]).toMatch(why);
    expect((await told("role", ill))[0]).toMatch(why);
  });

  it("sees that another key changes a scheduled cluster, and the marks of other tools", async () => {
    const patient = {
      clusters: [{ name: "Cluster0", tier: "M10", tags: { "managed-by": "Terraform" } }],
      prepare: (state: AtlasState) => {
        state.addApiKey({ ...otherKey, projects: { [PROJECT]: ["GROUP_CLUSTER_MANAGER"] } });
        const actor = state.credentials.principalOfKey(otherKey.publicKey, "198.51.100.9")?.actor;
        if (actor !== undefined) state.change(PROJECT, "Cluster0", { backupEnabled: true }, actor);
      },
    };
    const found = await told("other-parties", patient);
    expect(found[0]).toMatch(/^warning: .*Cluster0 has the tag managed-by: Terraform/);
    expect(found[1]).toMatch(/^warning: .*Cluster0 was changed by another key, terrafrm, 1 time in the last 30 days/);
  });

  it("sees a boundary in the hour of the maintenance window, in the project's zone", async () => {
    // 2026-12-01T12:00Z is a Tuesday, 07:00 in New York.
    const maintenanceWindow = { dayOfWeek: 3, hourOfDay: 7, timeZoneId: "America/New_York" };
    expect((await told("maintenance", { project: { maintenanceWindow } }))[0]).toMatch(
      /^warning: project \w+: schedule billing changes at 2026-12-01T12:00Z/,
    );
  });
});
