/** POST /schedule/check and POST /schedule/apply. */
import type { AppDocument } from "../../../app-services/configuration/document";
import { isJsonObject } from "../../../app-services/json";
import { CONSOLE, type ScheduleCheck } from "../../protocol";
import { selectableOf } from "../feed/clusters-part";
import { Refused, readBody, textIn } from "../query";
import { type App, answer, DONE, jsonOf } from "../routes";
import type { ScheduleInForce } from "../schedule-in-force";
import { type ConsoleWorld, clustersOf } from "../world";

type Sources = Pick<ConsoleWorld, "services" | "state" | "port">;

/** A document of ten thousand windows has some two million. */
const CHARACTERS_MOST = 5_000_000;

export function registerScheduleActions(app: App, world: Sources, schedule: ScheduleInForce): void {
  app.post(`${CONSOLE}/schedule/check`, (c) => answer(c, async () => check(await textOf(c), world, schedule)));
  app.post(`${CONSOLE}/schedule/apply`, (c) =>
    answer(c, async () => {
      const text = await textOf(c);
      const hosted = schedule.current.app ?? world.services.apps.apps[0];
      if (hosted === undefined) throw new Refused("There is no app that would follow it.", 409);
      const [issue] = check(text, world, schedule).issues;
      if (issue !== undefined) throw new Refused(`${issue.path === "" ? "" : `${issue.path}: `}${issue.problem}`);
      await hosted.changeLive(withSchedule(hosted.live, JSON.parse(text), world.services.newId));
      return DONE;
    }),
  );
}

async function textOf(c: Parameters<typeof jsonOf>[0]): Promise<string> {
  const text = textIn(readBody(await jsonOf(c), ["text"]), "text");
  if (text.length > CHARACTERS_MOST) throw new Refused("A schedule document may have five million characters.", 413);
  return text;
}

function check(text: string, { state, services, port }: Sources, { current }: ScheduleInForce): ScheduleCheck {
  return port.check(text, {
    inForce: current.state.text,
    appProjectId: (current.app ?? services.apps.apps[0])?.facts.groupId ?? "",
    clusters: clustersOf({ state }).map(selectableOf),
    now: state.clock.now(),
  });
}

/** In the place that the app reads it from: the environment's value where there is one, else the Value. */
function withSchedule(live: AppDocument, value: unknown, newId: () => string): AppDocument {
  const environment = live.environments[live.environment];
  if (isJsonObject(environment.values) && Object.hasOwn(environment.values, "schedule")) {
    const changed = { ...environment, values: { ...environment.values, schedule: value } };
    return { ...live, environments: { ...live.environments, [live.environment]: changed } };
  }
  const content = { name: "schedule", value, from_secret: false };
  const others = live.values.filter(({ name }) => name !== "schedule");
  const known = live.values.find(({ name }) => name === "schedule");
  const entry = { id: known?.id ?? newId(), name: "schedule", content: { ...known?.content, ...content } };
  return { ...live, values: known ? live.values.map((one) => (one === known ? entry : one)) : [...others, entry] };
}
