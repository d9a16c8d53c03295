/** POST /functions/run, as the App Services console runs one, and GET /runs/:id. */
import { EJSON } from "bson";
import type { RunDetail } from "../../protocol";
import { CONSOLE } from "../../protocol";
import { Refused, readBody, textIn } from "../query";
import { type App, answer, jsonOf } from "../routes";
import { appIn, type ConsoleWorld } from "../world";

type RunSources = Pick<ConsoleWorld, "services" | "state" | "runs" | "requests" | "port">;

const ARGUMENTS_MOST = 1_000_000;

export function registerFunctionActions(app: App, world: RunSources): void {
  app.post(`${CONSOLE}/functions/run`, (c) =>
    answer(c, async () => {
      const body = readBody(await jsonOf(c), ["appId", "functionName", "args"]);
      const hosted = appIn(world, textIn(body, "appId"));
      const name = textIn(body, "functionName");
      if (!hosted.live.functions.some((one) => one.name === name)) {
        throw new Refused(`The app has no function ${JSON.stringify(name)}.`, 404);
      }
      const args = readArguments(textIn(body, "args"), world.port);
      const hold = world.state.clock.hold();
      const execution = await hosted.run(name, args, hold).finally(hold.release);
      if (execution === undefined) throw new Refused("The app is not deployed yet.", 409);
      return detailOf(world, execution.id);
    }),
  );
  app.get(`${CONSOLE}/runs/:id`, (c) => answer(c, () => detailOf(world, c.req.param("id"))));
}

function detailOf({ runs, requests }: RunSources, id: string): RunDetail {
  const run = runs.find(id);
  if (run === undefined) throw new Refused("Local Atlas no longer knows this run.", 404);
  return { ...run, result: run.result === null ? null : indented(run.result), requests: requests.ofRun(id) };
}

/** What a function returned is kept as canonical Extended JSON; null: it returned nothing. */
function indented(resultEjson: string): string | null {
  if (resultEjson === "" || resultEjson === '{"$undefined":true}') return null;
  try {
    return EJSON.stringify(EJSON.parse(resultEjson), { relaxed: true }, 2) ?? null;
  } catch {
    return resultEjson;
  }
}

/** A list is the arguments; anything else is the one argument; nothing is none. */
function readArguments(text: string, port: ConsoleWorld["port"]): readonly unknown[] {
  if (text.length > ARGUMENTS_MOST) throw new Refused("The arguments are longer than a million characters.", 413);
  if (text.trim() === "") return [];
  const mistake = port.jsonMistake(text);
  if (mistake !== null) {
    throw new Refused(
      `The arguments are not JSON: line ${mistake.line}, column ${mistake.column}: ${mistake.message}.`,
    );
  }
  try {
    const value: unknown = EJSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch (error) {
    throw new Refused(`The arguments are not JSON: ${error instanceof Error ? error.message : "they cannot be read"}.`);
  }
}
