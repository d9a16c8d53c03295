/** `/local-atlas/firings`: what the next firings of triggers meet. */
import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { readFiringFault } from "../console/server/faults/routes";
import { readBody } from "../console/server/query";
import { answer, jsonOf } from "../console/server/routes";
import type { FiringFaults } from "../triggers/firing-faults";

const FIRINGS = "/local-atlas/firings";

export function registerFiringRoutes(app: Hono<{ Bindings: HttpBindings }>, firingFaults: FiringFaults): void {
  const describe = () => ({ firings: firingFaults.armed });
  app.get(FIRINGS, (c) => c.json(describe()));
  app.post(FIRINGS, (c) =>
    answer(c, async () => ({
      id: firingFaults.arm(readFiringFault(readBody(await jsonOf(c), ["fate", "trigger", "times"]))),
    })),
  );
  app.delete(FIRINGS, (c) => {
    firingFaults.clear();
    return c.json(describe());
  });
  app.delete(`${FIRINGS}/:id`, (c) => {
    firingFaults.disarm(Number(c.req.param("id")));
    return c.json(describe());
  });
}
