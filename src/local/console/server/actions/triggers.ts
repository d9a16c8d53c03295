/** POST /triggers/fire and POST /triggers/enabled. */
import type { HostedApp } from "../../../app-services/apps/hosted-app";
import { DAY_MS } from "../../../clock/units";
import { CONSOLE } from "../../protocol";
import { flagIn, instantIn, Refused, readBody, textIn } from "../query";
import { type App, answer, DONE, jsonOf } from "../routes";
import { appIn, type ConsoleWorld } from "../world";

const LONGEST_MS = 366 * DAY_MS;
const ASKED_MOST = 100;

export function registerTriggerActions(app: App, world: Pick<ConsoleWorld, "services" | "keeper">): void {
  app.post(`${CONSOLE}/triggers/fire`, (c) =>
    answer(c, async () => {
      const body = readBody(await jsonOf(c), ["appId", "trigger", "at"]);
      const hosted = appIn(world, textIn(body, "appId"));
      const trigger = triggerIn(hosted, textIn(body, "trigger"));
      const now = world.keeper.clock.now();
      const at = body.at === undefined || body.at === null ? now : instantIn(body, "at");
      refuseInstant(at, now);
      if (hosted.running.askedFor(trigger).length >= ASKED_MOST) {
        throw new Refused(`${trigger} is asked to fire ${ASKED_MOST} times already.`);
      }
      if (!hosted.running.fireAt(trigger, at)) throw new Refused(`${trigger} is disabled: enable it first.`, 409);
      return DONE;
    }),
  );
  app.post(`${CONSOLE}/triggers/enabled`, (c) =>
    answer(c, async () => {
      const body = readBody(await jsonOf(c), ["appId", "trigger", "isEnabled"]);
      const hosted = appIn(world, textIn(body, "appId"));
      const name = triggerIn(hosted, textIn(body, "trigger"));
      const disabled = !flagIn(body, "isEnabled");
      const triggers = hosted.live.triggers.map((entry) =>
        entry.name === name ? { ...entry, content: { ...entry.content, disabled } } : entry,
      );
      await hosted.changeLive({ ...hosted.live, triggers });
      return DONE;
    }),
  );
}

function triggerIn({ live }: HostedApp, name: string): string {
  if (!live.triggers.some((entry) => entry.name === name)) {
    throw new Refused(`The app has no trigger ${JSON.stringify(name)}.`, 404);
  }
  return name;
}

function refuseInstant(at: number, now: number): void {
  if (at < now) {
    const instant = new Date(at).toISOString();
    throw new Refused(
      `That instant is past: a trigger fires now or later. To see what a run would have done then, run reconcile with {"at": "${instant}"}.`,
    );
  }
  if (at > now + LONGEST_MS) throw new Refused("That is more than 366 days ahead.");
}
