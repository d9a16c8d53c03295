/** Local Atlas's Admin API on a socket of 127.0.0.1. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { Clock } from "../clock/clock";
import { Exchange, type RequestWatcher } from "./exchange";
import { Faults } from "./faults/faults";
import type { RequestRecord } from "./http/http-types";
import { refuseForeignHosts } from "./http/loopback-only";
import { ALL_ROUTES } from "./routes/all";
import { guardControlRoutes, registerControlRoutes } from "./routes/control/control";
import { serveRevoke, serveToken } from "./routes/oauth";
import { servePublicGroups } from "./routes/public-groups";
import { createRouteServer } from "./serve-route";
import type { AtlasState } from "./state/state";

export type { RequestRecord } from "./http/http-types";

export interface AdminApiOptions {
  readonly clock: Clock;
  readonly state: AtlasState;
  readonly faults?: Faults;
  /** How many requests are remembered; all of them when left out. */
  readonly requestsKept?: number;
  readonly watcher?: RequestWatcher;
  /** Routes below `/local-atlas` of what is built on top of the Admin API. */
  readonly moreControl?: (app: Hono<{ Bindings: HttpBindings }>) => void;
}

export interface AdminApi {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** `url` + `/api/atlas/v2` */
  readonly baseUrl: string;
  /** The requests so far, oldest first, with both legs of a digest pair. They never hold credentials. */
  readonly requests: readonly RequestRecord[];
  readonly faults: Faults;
  close(): Promise<void>;
}

/** The Admin API as an app that another server can carry beside its own routes. */
export interface AdminApp {
  readonly app: Hono<{ Bindings: HttpBindings }>;
  readonly requests: readonly RequestRecord[];
  readonly faults: Faults;
  /** Where the app is reached, for the links in its answers. */
  setUrl(url: string): void;
}

const API = "/api/atlas/v2";
const PUBLIC_GROUPS = "/api/public/v1.0/groups";

export function createAdminApp(options: AdminApiOptions): AdminApp {
  const { state } = options;
  const faults = options.faults ?? new Faults();
  const app = new Hono<{ Bindings: HttpBindings }>();
  let url = "";
  const routeServer = createRouteServer(state, () => `${url}${API}`);
  const { tokens } = routeServer.authenticator;
  const exchange = new Exchange({ ...options, faults, tokens });

  for (const route of ALL_ROUTES) {
    app.on(route.method, `${API}${route.path}`, (c) =>
      exchange.run(c, (request) => routeServer.serve(route, request, c.req.param())),
    );
  }
  app.post("/api/oauth/token", (c) => exchange.run(c, (request) => serveToken(request, state, tokens)));
  app.post("/api/oauth/revoke", (c) => exchange.run(c, (request) => serveRevoke(request, state, tokens)));
  app.get(PUBLIC_GROUPS, (c) =>
    exchange.run(c, (request) =>
      servePublicGroups(request, state, routeServer.authenticator, `${url}${PUBLIC_GROUPS}`),
    ),
  );
  guardControlRoutes(app);
  options.moreControl?.(app);
  registerControlRoutes(app, { state, faults, requests: exchange.requests });
  for (const path of ["/api/atlas/*", "/api/oauth/*", "/api/public/*"])
    app.all(path, (c: Context) => exchange.refuseUnknown(c));
  return {
    app,
    faults,
    requests: exchange.requests,
    setUrl(address) {
      url = address;
    },
  };
}

export async function startAdminApi(options: AdminApiOptions & { readonly port?: number }): Promise<AdminApi> {
  const admin = createAdminApp(options);
  const { requests, faults, setUrl } = admin;
  const app = new Hono<{ Bindings: HttpBindings }>();
  refuseForeignHosts(app);
  app.route("/", admin.app);
  app.all("*", (c) => c.text(`Local Atlas has no ${c.req.method} ${c.req.path}`, 501));
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  setUrl(url);
  return {
    url,
    baseUrl: `${url}${API}`,
    requests,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
