/** The five routes by which a client lists, reads, creates, replaces and deletes triggers, or Values, one by one. */
import type { AppDocument, Entry } from "../configuration/document";
import { type AppCall, created, noContent, ok, param, type Reply, type Route } from "../http/route";
import type { JsonObject } from "../json";
import { entryWithId, withEntry, withoutEntry } from "./entries";

export interface EntryKind {
  readonly kind: "triggers" | "values";
  readonly idParam: "triggerId" | "valueId";
  /** What the body of the request says; throws what the service answers to one that it does not take. */
  readonly read: (call: AppCall, id: string) => Entry;
  readonly describe: (entry: Entry, document: AppDocument) => JsonObject;
  readonly describeCreated: (entry: Entry, document: AppDocument) => JsonObject;
}

export function entryRoutes({ kind, idParam, read, describe, describeCreated }: EntryKind): readonly Route[] {
  const path = `/groups/:groupId/apps/:appId/${kind}`;
  const onePath = `${path}/:${idParam}`;
  const known = (call: AppCall): Entry => entryWithId(call.document, kind, param(call, idParam));
  const change = (call: AppCall, document: AppDocument) => call.app.change(call.admin.userId, document);

  function list({ document }: AppCall): Reply {
    return ok(document[kind].map((entry) => describe(entry, document)));
  }

  function get(call: AppCall): Reply {
    return ok(describe(known(call), call.document));
  }

  async function create(call: AppCall): Promise<Reply> {
    const entry = read(call, call.newId());
    const document = withEntry(call.document, kind, entry);
    await change(call, document);
    return created(describeCreated(entry, document));
  }

  async function update(call: AppCall): Promise<Reply> {
    await change(call, withEntry(call.document, kind, read(call, known(call).id)));
    return noContent;
  }

  async function remove(call: AppCall): Promise<Reply> {
    await change(call, withoutEntry(call.document, kind, known(call).id));
    return noContent;
  }

  return [
    { method: "GET", path, scope: "app", handle: list },
    { method: "POST", path, scope: "app", handle: create },
    { method: "GET", path: onePath, scope: "app", handle: get },
    { method: "PUT", path: onePath, scope: "app", handle: update },
    { method: "DELETE", path: onePath, scope: "app", handle: remove },
  ];
}
