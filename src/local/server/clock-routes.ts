/** `/local-atlas/clock`: what time it is in local Atlas, how fast it passes, and letting it pass. */
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { Speed } from "../clock/speed";
import type { TimeKeeper } from "../clock/time-keeper";

type App = Hono<{ Bindings: HttpBindings }>;

const CLOCK = "/local-atlas/clock";
const MINUTE_MS = 60_000;
/** So that a slip of the finger does not keep local Atlas busy for hours. */
const MOST_MINUTES = 366 * 24 * 60;

export function registerClockRoutes(app: App, keeper: TimeKeeper): void {
  const describe = () => ({ now: new Date(keeper.clock.now()).toISOString(), speed: keeper.speed });
  app.get(CLOCK, (c) => c.json(describe()));
  app.put(CLOCK, async (c) => {
    const speed = readSpeed((await readBody(c)).speed);
    if (speed === undefined) return c.json({ error: 'speed must be "step" or a number from 1 to 100000' }, 400);
    keeper.setSpeed(speed);
    return c.json(describe());
  });
  app.post(`${CLOCK}/advance`, async (c) => {
    const untilMs = readInstant(await readBody(c), keeper.clock.now());
    if (untilMs === undefined) {
      return c.json({ error: 'send {"minutes": N} or {"to": "2026-12-01T12:00:00Z"}, at most 366 days ahead' }, 400);
    }
    await keeper.clock.advanceTo(untilMs);
    return c.json(describe());
  });
}

async function readBody(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

export function readSpeed(value: unknown): Speed | undefined {
  if (value === "step") return value;
  return typeof value === "number" && value >= 1 && value <= 100_000 ? value : undefined;
}

function readInstant({ minutes, to }: Readonly<Record<string, unknown>>, nowMs: number): number | undefined {
  const untilMs = typeof to === "string" ? Date.parse(to) : nowMs + Number(minutes) * MINUTE_MS;
  const isAhead = untilMs >= nowMs && untilMs <= nowMs + MOST_MINUTES * MINUTE_MS;
  return isAhead ? untilMs : undefined;
}
