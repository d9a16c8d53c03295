/** Which alerts a project sends and to whom: listing and creating. None is ever sent here. */

import { ApiError } from "../http/errors";
import { PAGE_PARAMETERS, pageOf, readPageRequest } from "../http/paging";
import { type ProjectCall, type ProjectRoute, param } from "../operation";
import type { AlertConfig } from "../records/alert-configs";
import { isoSeconds } from "../records/event-log";

const ALERT_CONFIGS = { scope: "project", bucket: "alertConfigs", versions: "v20230101" } as const;
const PATH = "/groups/:groupId/alertConfigs";

export const ALERT_CONFIG_ROUTES: readonly ProjectRoute[] = [
  {
    ...ALERT_CONFIGS,
    method: "GET",
    path: PATH,
    roles: ["GROUP_READ_ONLY"],
    parameters: PAGE_PARAMETERS,
    handle: listAlertConfigs,
  },
  {
    ...ALERT_CONFIGS,
    method: "POST",
    path: PATH,
    roles: ["GROUP_ALERTS_MANAGER"],
    status: 201,
    located: true,
    handle: (call) => describeAlertConfig(call, call.state.alertConfigs.add(call.project.id, call.readBody())),
  },
  { ...ALERT_CONFIGS, method: "GET", path: `${PATH}/:alertConfigId`, roles: ["GROUP_READ_ONLY"], handle: readOne },
];

function listAlertConfigs(call: ProjectCall): unknown {
  const configs = call.state.alertConfigs.of(call.project.id).map((config) => describeAlertConfig(call, config));
  return pageOf(configs, readPageRequest(call.query), addressOf(call));
}

function readOne(call: ProjectCall): unknown {
  const id = param(call, "alertConfigId");
  const config = call.state.alertConfigs.of(call.project.id).find((one) => one.id === id);
  if (config !== undefined) return describeAlertConfig(call, config);
  throw new ApiError(
    404,
    "ALERT_CONFIG_NOT_FOUND",
    `An alert configuration with ID ${id} does not exist in group ${call.project.id}.`,
    [id, call.project.id],
  );
}

const addressOf = (call: ProjectCall) => `${call.apiUrl}/groups/${call.project.id}/alertConfigs`;

/** The second link's `rel` is the host's own address in the recording. */
function describeAlertConfig(call: ProjectCall, config: AlertConfig): Record<string, unknown> {
  const href = `${addressOf(call)}/${config.id}`;
  return {
    created: isoSeconds(config.createdAt),
    enabled: config.enabled,
    eventTypeName: config.eventTypeName,
    groupId: call.project.id,
    id: config.id,
    links: [
      { href, rel: "self" },
      { href: `${href}/alerts`, rel: `${new URL(call.apiUrl).origin}/alerts` },
    ],
    matchers: config.matchers,
    notifications: config.notifications,
    ...config.others,
    updated: isoSeconds(config.createdAt),
  };
}
