/** One port of 127.0.0.1, and whatever answers behind it just now. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";

export interface Listening {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

type App = Hono<{ Bindings: HttpBindings }>;

/** `port` 0: any that is free. `current` is asked for each request. */
export async function listen(port: number, current: () => App | undefined): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request, env) =>
      current()?.fetch(request, env as HttpBindings) ?? new Response("Local Atlas is starting", { status: 503 }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
