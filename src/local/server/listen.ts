/** Everything that local Atlas serves, on one port of 127.0.0.1. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Faults } from "../admin-api/faults";
import { refuseForeignHosts } from "../admin-api/http/loopback-only";
import { guardControlRoutes } from "../admin-api/routes/control/control";
import { createAdminApp } from "../admin-api/server";
import type { AtlasState } from "../admin-api/state";
import type { AppServices } from "../app-services/service";
import { bundlePage, type PageFiles } from "../console/server/bundle-page";
import { registerPageRoutes } from "../console/server/page-routes";
import { registerWorkloadRoutes } from "../workload/control-routes";
import type { Workload } from "../workload/workload";
import { registerClockRoutes } from "./clock-routes";
import type { TimeKeeper } from "./time-keeper";

export interface ListenOptions {
  readonly state: AtlasState;
  readonly services: AppServices;
  readonly workload: Workload;
  readonly keeper: TimeKeeper;
  readonly faults: Faults;
  /** 0: any that is free. */
  readonly port: number;
}

export interface Listening {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

/** Ours: it runs for weeks, and nobody looks back further. */
const REQUESTS_KEPT = 20_000;

export async function listen({ state, services, workload, keeper, faults, port }: ListenOptions): Promise<Listening> {
  const admin = createAdminApp({ clock: state.clock, state, faults, requestsKept: REQUESTS_KEPT });
  const app = new Hono<{ Bindings: HttpBindings }>();
  refuseForeignHosts(app);
  guardControlRoutes(app);
  let page: Promise<PageFiles> | undefined;
  registerPageRoutes(app, () => {
    page ??= bundlePage();
    return page;
  });
  registerClockRoutes(app, keeper);
  registerWorkloadRoutes(app, state, workload);
  services.register(app);
  app.route("/", admin.app);
  app.all("*", (c) => c.text(`Local Atlas has no ${c.req.method} ${c.req.path}`, 501));
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  admin.setUrl(url);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
