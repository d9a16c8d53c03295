/** What a route of the App Services Admin API is made of, and what its handler gets to see. */
import type { Project } from "../../admin-api/model";
import type { AtlasState } from "../../admin-api/state/state";
import type { Hold } from "../../clock/clock";
import type { Admin } from "../access/admin";
import type { Sessions } from "../access/sessions";
import type { AppStore } from "../apps/app-store";
import type { HostedApp } from "../apps/hosted-app";
import type { AppDocument } from "../configuration/document";
import type { JsonObject } from "../json";

export interface Call {
  readonly state: AtlasState;
  readonly apps: AppStore;
  readonly sessions: Sessions;
  readonly newId: () => string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly authorization: string | undefined;
  /** Emulated time stands while the call lasts; a handler that waits for emulated time lets it pass meanwhile. */
  readonly hold: Hold;
  /** The JSON object sent; throws what the service answers to a body that is none. */
  readBody(): JsonObject;
}

export interface AdminCall extends Call {
  readonly admin: Admin;
}

export interface GroupCall extends AdminCall {
  readonly project: Project;
}

export interface AppCall extends GroupCall {
  readonly app: HostedApp;
  /** As this user sees it: the draft, where there is one. */
  readonly document: AppDocument;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is bytes. */
  readonly body?: unknown;
}

interface RouteBase {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/admin/v3.0`, in hono's spelling. */
  readonly path: string;
}

type Answer = Reply | Promise<Reply>;

/** Which of these a route is says what must be in order before its handler is called. */
export type Route =
  | (RouteBase & { readonly scope: "open"; readonly handle: (call: Call) => Answer })
  | (RouteBase & { readonly scope: "admin"; readonly handle: (call: AdminCall) => Answer })
  | (RouteBase & { readonly scope: "group"; readonly handle: (call: GroupCall) => Answer })
  | (RouteBase & { readonly scope: "app"; readonly handle: (call: AppCall) => Answer });

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent: Reply = { status: 204 };

export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}
