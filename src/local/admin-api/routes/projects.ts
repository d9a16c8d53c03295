/** Projects, their maintenance windows, and which tier is to be had where. */

import { SECOND_MS } from "../../clock/units";
import { regionsOf } from "../clusters/hardware/provider-regions";
import { type DedicatedProvider, tierNames } from "../clusters/hardware/tiers";
import { ApiError, invalidQueryParameter } from "../http/errors";
import { PAGE_PARAMETERS, pageOf, readPageRequest } from "../http/paging";
import { BUCKET_REFILL_MS, type BucketName } from "../limits";
import type { Project } from "../model";
import { type Call, type ProjectCall, param, type Route } from "../operation";
import { isoSeconds } from "../records/event-log";

const READ_PROJECT = { method: "GET", scope: "project", roles: ["GROUP_READ_ONLY"], versions: "v20230101" } as const;

export const PROJECT_ROUTES: readonly Route[] = [
  {
    method: "GET",
    scope: "caller",
    path: "/groups",
    versions: "v20230101",
    bucket: "projects",
    parameters: PAGE_PARAMETERS,
    handle: listProjects,
  },
  {
    method: "GET",
    scope: "caller",
    path: "/groups/byName/:groupName",
    versions: "v20230101",
    bucket: "projects",
    handle: findProjectByName,
  },
  {
    ...READ_PROJECT,
    path: "/groups/:groupId",
    bucket: "projectById",
    handle: (call: ProjectCall) => describeProject(call, call.project),
  },
  {
    ...READ_PROJECT,
    path: "/groups/:groupId/maintenanceWindow",
    bucket: "maintenanceWindow",
    handle: ({ project }: ProjectCall) => project.maintenanceWindow,
  },
  {
    ...READ_PROJECT,
    path: "/groups/:groupId/clusters/provider/regions",
    bucket: "clusters",
    parameters: [...PAGE_PARAMETERS, "providers", "tier"],
    handle: listProviderRegions,
  },
  {
    method: "GET",
    scope: "caller",
    path: "/rateLimits",
    versions: "v20250312",
    bucket: "rateLimits",
    parameters: [...PAGE_PARAMETERS, "groupId"],
    handle: listRateLimits,
  },
];

/** In which the caller has a role. */
export const visibleProjects = (call: Call) =>
  call.state.projects.filter((project) => (call.principal.projects[project.id] ?? []).length > 0);

function listProjects(call: Call): unknown {
  const projects = visibleProjects(call).map((project) => describeProject(call, project));
  return pageOf(projects, readPageRequest(call.query), `${call.apiUrl}/groups`);
}

function findProjectByName(call: Call): unknown {
  const name = param(call, "groupName");
  const project = visibleProjects(call).find((candidate) => candidate.name === name);
  if (project === undefined) {
    throw new ApiError(404, "GROUP_NAME_NOT_FOUND", `No group with name ${name} exists.`, [name]);
  }
  return describeProject(call, project);
}

/** Recorded: the project itself, then what it holds. */
const PROJECT_LINKS = ["containers", "clusters", "databaseUsers", "peers", "processes", "whitelist"];

function describeProject(call: Call, project: Project): unknown {
  const href = `${call.apiUrl}/groups/${project.id}`;
  const held = PROJECT_LINKS.map((name) => ({ href: `${href}/${name}`, rel: `https://cloud.mongodb.com/${name}` }));
  return {
    clusterCount: call.state.clustersOf(project.id).length,
    created: isoSeconds(project.createdAt),
    id: project.id,
    links: [{ href, rel: "self" }, ...held],
    name: project.name,
    orgId: project.orgId,
    tags: project.tags,
    withDefaultAlertsSettings: true,
  };
}

const PROVIDERS: readonly DedicatedProvider[] = ["AWS", "AZURE", "GCP"];

/** One result per provider, with the tiers it has and the regions that have them; every region has every tier here. */
function listProviderRegions(call: ProjectCall): unknown {
  const { query } = call;
  const asked = query.getAll("providers");
  if (asked.some((name) => name !== "TENANT" && !PROVIDERS.some((provider) => provider === name))) {
    throw invalidQueryParameter("providers");
  }
  const tier = query.get("tier");
  const results = PROVIDERS.filter((provider) => asked.length === 0 || asked.includes(provider)).map((provider) => ({
    instanceSizes: tierNames(provider)
      .filter((name) => tier === null || name === tier)
      .map((name) => ({
        availableRegions: regionsOf(provider),
        name,
      })),
    provider,
  }));
  const others = [...query].filter(([name]) => name === "providers" || name === "tier");
  const address = `${call.apiUrl}/groups/${call.project.id}/clusters/provider/regions`;
  return pageOf(results, readPageRequest(query), address, others);
}

const BUCKET_LISTING: readonly (readonly [BucketName, string, string])[] = [
  ["clusters", "Clusters", "GROUP"],
  ["events", "Events", "GROUP"],
  ["maintenanceWindow", "Maintenance Windows", "GROUP"],
  ["flexClusters", "Flex Clusters", "GROUP"],
  ["alertConfigs", "Alert Configurations", "GROUP"],
  ["projectById", "Projects", "GROUP"],
];

function listRateLimits(call: Call): unknown {
  const results = BUCKET_LISTING.map(([name, endpointSetName, scope]) => {
    const { capacity, refill } = call.rateLimits.size(name);
    return {
      capacity: { defaultValue: capacity, value: capacity },
      endpointSetId: name,
      endpointSetName,
      endpoints: [],
      refillDurationSeconds: BUCKET_REFILL_MS / SECOND_MS,
      refillRate: { defaultValue: refill, value: refill },
      scope,
    };
  });
  return pageOf(results, readPageRequest(call.query), `${call.apiUrl}/rateLimits`);
}
