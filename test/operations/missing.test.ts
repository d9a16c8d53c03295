import { describe, expect, it } from "@jest/globals";
import { aFleet, refusal } from "../../scripts/bench/busy-fleet";
import type { HttpResponse } from "../../src/atlas/http";
import { reconcile } from "../../src/operations/reconcile";

const project = "5e1ec444970199272441a214";

const schedule = {
  timezone: "UTC",
  schedules: [
    {
      name: "shop",
      clusters: ["shop", "gone", "odd", "flexible"],
      baseline: { tier: "M10" },
      windows: [{ name: "day", from: "2026-12-01T12:00", until: "2026-12-02T12:00", tier: "M50" }],
    },
  ],
};

const page: HttpResponse = { status: 200, headers: { "content-type": "text/html" }, body: "<html>Welcome</html>" };

/** What Atlas, or something in its place, says of the names that it does not list. */
const answers: Readonly<Record<string, HttpResponse | "never">> = {
  gone: refusal(404, "CLUSTER_NOT_FOUND", "No cluster named gone exists"),
  odd: page,
  flexible: refusal(400, "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API", "A Flex cluster cannot be used here"),
};

async function runWith(others: Readonly<Record<string, HttpResponse | "never">> = {}) {
  const fleet = aFleet({
    schedule,
    clusters: { [project]: [{ name: "shop", tier: "M10" }] },
    from: "2026-12-01T12:00:00Z",
    instead: ({ url }) => ({ ...answers, ...others })[url.replace(/^.*\/clusters\//, "")] ?? null,
  });
  return fleet.run((ports) => reconcile(ports, undefined));
}

describe("names that Atlas does not list", () => {
  it("each fail with their own reason, a web page in place of an answer too, and the others are scaled", async () => {
    const { error, asked } = await runWith();
    expect(asked).toEqual(["M50"]);
    expect(error).toContain(
      `FAILED not-found: ${project}/gone: schedule shop names it, but its projects have no such cluster`,
    );
    expect(error).toContain(
      `FAILED NO_ANSWER: ${project}/odd: Atlas gave no usable answer when asked to describe the cluster`,
    );
    expect(error).toContain(
      `FAILED CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API: ${project}/flexible: Atlas did not describe the cluster (GET, status 400): A Flex cluster cannot be used here; a Flex cluster has no size that can be scheduled. Take it out of the schedule`,
    );
  });

  it("are said to be in another project that the document names, or one letter away", async () => {
    const other = "5e1ec444970199272441a215";
    const [shop] = schedule.schedules;
    const both = [
      { ...shop, clusters: ["gone", "shpo"] },
      { ...shop, name: "elsewhere", projects: [other], clusters: ["mine"] },
    ];
    const fleet = aFleet({
      schedule: { ...schedule, schedules: both },
      clusters: {
        [project]: [{ name: "shop", tier: "M10" }],
        [other]: ["mine", "gone"].map((name) => ({ name, tier: "M10" })),
      },
      from: "2026-12-01T12:00:00Z",
      instead: ({ url }) => (/\/clusters\/(?:gone|shpo)$/.test(url) ? (answers.gone ?? null) : null),
    });
    const { error } = await fleet.run((ports) => reconcile(ports, undefined));
    expect(error).toContain(`no such cluster. Project ${other} has it: list that project in the schedule`);
    expect(error).toContain("no such cluster. Correct the name, or the projects of the schedule: did you mean shop?");
  });

  it.each<[string, HttpResponse | "never"]>([
    ["JSON that is no object", { status: 200, headers: {}, body: "null" }],
    ["half an answer", { status: 200, headers: {}, body: '{"name":' }],
    ["an error without a body", { status: 500, headers: {}, body: "" }],
    ["a refusal that is a page", { ...page, status: 404 }],
    ["no answer", "never"],
  ])("abort nothing when the look at one gets %s", async (_name, answer) => {
    const { error, asked } = await runWith({ odd: answer });
    expect(asked).toEqual(["M50"]);
    for (const name of ["gone", "odd", "flexible"]) expect(error).toContain(`${project}/${name}`);
  });
});
