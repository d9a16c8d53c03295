/**
 * Local Atlas is for this machine. Its port answers no page of another site: a name that somebody points at 127.0.0.1 is
 * refused by its `Host`, whatever the socket says.
 */
import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";

const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

export function refuseForeignHosts(app: Hono<{ Bindings: HttpBindings }>): void {
  app.use("*", async (c, next) => {
    if (LOOPBACK_HOST.test(c.env.incoming.headers.host ?? "")) return await next();
    return c.text("local Atlas answers to 127.0.0.1, localhost and [::1] only", 421);
  });
}
