/** What every route of the console does alike: it reads, refuses in a sentence, and answers JSON. */
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { ApiError } from "../../admin-api/http/errors";
import { ServiceError } from "../../app-services/errors";
import { Refused } from "./query";

export type App = Hono<{ Bindings: HttpBindings }>;

export const DONE = { done: true } as const;

export async function answer(c: Context, run: () => unknown): Promise<Response> {
  try {
    return c.json((await run()) as object);
  } catch (error) {
    if (error instanceof Refused) return c.json({ error: error.message }, error.status);
    // What the emulator refuses is as much an answer as what it takes.
    if (error instanceof ApiError || error instanceof ServiceError) return c.json({ error: error.message }, 400);
    throw error;
  }
}

/** The body as JSON; `undefined` where it is none. */
export const jsonOf = async (c: Context): Promise<unknown> => await c.req.json().catch(() => undefined);
