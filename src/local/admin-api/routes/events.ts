import { ApiError } from "../http/errors";
import { PAGE_PARAMETERS, pageOfEvents, readFlag, readPageRequest } from "../http/paging";
import { type ProjectCall, type ProjectRoute, param } from "../operation";
import type { AtlasEvent } from "../records/event-log";
import { describeEvent, type EventFilter } from "../records/event-log";

const READ_EVENTS = {
  method: "GET",
  scope: "project",
  roles: ["GROUP_READ_ONLY"],
  bucket: "events",
  versions: "v20230101",
} as const;

export const EVENT_ROUTES: readonly ProjectRoute[] = [
  {
    ...READ_EVENTS,
    path: "/groups/:groupId/events",
    parameters: [
      ...PAGE_PARAMETERS,
      "clusterNames",
      "eventType",
      "excludedEventType",
      "includeRaw",
      "minDate",
      "maxDate",
    ],
    handle: listEvents,
  },
  { ...READ_EVENTS, path: "/groups/:groupId/events/:eventId", parameters: ["includeRaw"], handle: readEvent },
];

function listEvents(call: ProjectCall): unknown {
  const { query, project, state } = call;
  const filter: EventFilter = {
    clusterNames: query.getAll("clusterNames"),
    types: query.getAll("eventType"),
    excludedTypes: query.getAll("excludedEventType"),
    ...readDate(query, "minDate"),
    ...readDate(query, "maxDate"),
  };
  const others = [...query].filter(([name]) =>
    /^(clusterNames|eventType|excludedEventType|minDate|maxDate)$/.test(name),
  );
  const page = pageOfEvents(
    state.events.list(project.id, filter),
    readPageRequest(query),
    `${call.apiUrl}/groups/${project.id}/events`,
    [["includeRaw", String(readFlag(query, "includeRaw", false))], ...others],
  );
  return { ...page, results: page.results.map((event) => describe(call, event as AtlasEvent)) };
}

function readEvent(call: ProjectCall): unknown {
  const id = param(call, "eventId");
  const event = call.state.events.find(call.project.id, id);
  if (event === undefined) {
    throw new ApiError(404, "EVENT_NOT_FOUND", `No event with ID ${id} exists for group ${call.project.id}.`, [
      id,
      call.project.id,
    ]);
  }
  return describe(call, event);
}

const describe = (call: ProjectCall, event: AtlasEvent) => describeEvent(event, call.apiUrl, call.state.settings);

/** ISO 8601 in UTC (OpenAPI document); an offset other than Z is taken at its word. */
function readDate<Name extends "minDate" | "maxDate">(
  query: URLSearchParams,
  name: Name,
): Partial<Record<Name, number>> {
  const text = query.get(name);
  if (text === null) return {};
  const at = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(at)) {
    throw new ApiError(400, "INVALID_DATE_FORMAT", `An invalid date value ${text} was specified.`, [text]);
  }
  const dates: Partial<Record<Name, number>> = {};
  dates[name] = at;
  return dates;
}
