/** Arming and disarming: faults of requests, of firings, and of the pace at which clusters change. */

import { readObject } from "../../../admin-api/http/json-reading";
import { RULES_MAX, readFaultRule } from "../../../admin-api/routes/control/fault-rules";
import type { FiringFault } from "../../../triggers/firing-faults";
import { CONSOLE } from "../../protocol";
import { type Body, Refused, readBody, textIn } from "../query";
import { type App, answer, DONE, jsonOf } from "../routes";
import { clusterIn } from "../world";
import type { FaultSources } from "./fault-states";

/** So many times as long. */
const SLOW_PACE = 4;
const FIRINGS_MAX = 100;
const TIMES_MAX = 1_000_000;

export function registerFaultRoutes(app: App, { state, faults, firingFaults }: FaultSources): void {
  app.post(`${CONSOLE}/faults/rule`, (c) =>
    answer(c, async () => {
      const { rule } = readBody(await jsonOf(c), ["rule"]);
      const read = readFaultRule(readObject(rule, "rule"));
      if (faults.rules.length >= RULES_MAX) throw new Refused(`There are ${RULES_MAX} rules already: disarm some.`);
      faults.add(read);
      return DONE;
    }),
  );
  app.delete(`${CONSOLE}/faults/rule/:id`, (c) =>
    answer(c, () => {
      faults.remove(Number(c.req.param("id")));
      return DONE;
    }),
  );
  app.post(`${CONSOLE}/faults/firing`, (c) =>
    answer(c, async () => {
      const fault = readFiringFault(readBody(await jsonOf(c), ["fate", "trigger", "times"]));
      if (firingFaults.armed.length >= FIRINGS_MAX) {
        throw new Refused(`There are ${FIRINGS_MAX} of these already: disarm some.`);
      }
      firingFaults.arm(fault);
      return DONE;
    }),
  );
  app.delete(`${CONSOLE}/faults/firing/:id`, (c) =>
    answer(c, () => {
      firingFaults.disarm(Number(c.req.param("id")));
      return DONE;
    }),
  );
  app.put(`${CONSOLE}/faults/pace`, (c) =>
    answer(c, async () => {
      const body = readBody(await jsonOf(c), ["cluster", "pace"]);
      const { projectId, name } = clusterIn({ state }, textIn(body, "cluster"));
      state.setPace(`${projectId}/${name}`, readPace(body.pace));
      return DONE;
    }),
  );
  app.delete(`${CONSOLE}/faults`, (c) =>
    answer(c, () => {
      faults.clear();
      firingFaults.clear();
      state.resetPaces();
      return DONE;
    }),
  );
}

export function readFiringFault({ fate, trigger, times = 1 }: Body): FiringFault {
  if (fate !== "lost" && fate !== "doubled") throw new Refused('fate must be "lost" or "doubled".');
  if (trigger !== undefined && trigger !== null && typeof trigger !== "string") {
    throw new Refused("trigger must be the name of one, or left out for any.");
  }
  const isCount = typeof times === "number" && Number.isInteger(times) && times >= 1 && times <= TIMES_MAX;
  if (times !== "always" && !isCount) throw new Refused('times must be "always" or a whole number above 0.');
  return { fate, trigger: trigger ?? null, times: times as FiringFault["times"] };
}

function readPace(pace: unknown): number | "stuck" {
  if (pace === "usual") return 1;
  if (pace === "slow") return SLOW_PACE;
  if (pace === "stuck") return pace;
  throw new Refused('pace must be "usual", "slow" or "stuck".');
}
