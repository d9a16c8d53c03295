/**
 * The console page as local Atlas serves it, above answers of the test's own: what the page shows of a frame, and what
 * it asks for, are tested without the emulator.
 */
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { CONSOLE, type Frame } from "../../../src/local/console/protocol";
import { registerPageRoutes } from "../../../src/local/console/server/page/page-routes";
import { bundledPage } from "../../set-up/bundled-page";

export interface Asked {
  readonly method: string;
  /** Below `/local-atlas/console`, with its query. */
  readonly path: string;
  readonly body: unknown;
}

/** What is answered to `GET /lanes`; one that throws an Error answers 400 with its message as the refusal. */
export type Answers = Readonly<Record<string, (asked: Asked) => unknown>>;

export interface TestConsole {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** All that the page asked for beside its files and the feed, in order. */
  readonly asked: readonly Asked[];
  /** The first such request after `since` requests, whatever its query; waits for it. */
  whenAsked(method: string, path: string, since?: number): Promise<Asked>;
  /** Waits until so many pages are at the feed. */
  whenListening(count: number): Promise<void>;
  /** Tells every page that listens, and those that come later. */
  tell(frame: Frame): void;
  /** Ends the feeds that are open, and hangs up on those that come, until `comeBack`. */
  goAway(): void;
  comeBack(): void;
  stop(): Promise<void>;
}

/** Of a page that connects, the frames told so far are the first it hears. */
export async function aConsole(first: Frame, answers: Answers = {}): Promise<TestConsole> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const told: Frame[] = [first];
  const asked: Asked[] = [];
  const watchers = new Set<() => void>();
  const feeds = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let isAway = false;
  registerPageRoutes(app, bundledPage);
  app.get(`${CONSOLE}/feed`, (c) => {
    if (isAway) c.env.incoming.destroy();
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        own = controller;
        feeds.add(controller);
        for (const look of watchers) look();
        controller.enqueue(new TextEncoder().encode("retry: 50\n\n"));
        for (const frame of told) controller.enqueue(eventOf(frame));
      },
      cancel() {
        if (own) feeds.delete(own);
        for (const look of watchers) look();
      },
    });
    return c.body(stream, 200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  });
  app.all(`${CONSOLE}/*`, async (c) => {
    const { method } = c.req;
    const { pathname, search } = new URL(c.req.url);
    const text = await c.req.text();
    const one = { method, path: `${pathname.slice(CONSOLE.length)}${search}`, body: text === "" ? null : jsonOf(text) };
    asked.push(one);
    for (const look of watchers) look();
    const answer = answers[`${method} ${pathname.slice(CONSOLE.length)}`];
    if (answer === undefined) return c.json({ error: `no ${method} ${one.path} in this test` }, 501);
    try {
      return c.json((answer(one) ?? { done: true }) as object);
    } catch (error) {
      return c.json({ error: (error as Error).message }, 400);
    }
  });
  // The emulator's mark of an answer that was sent already must be a Response of Node's own: the library takes one of
  // those that it puts in their place for an answer still to be sent. So none is put there before the emulator is loaded.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    whenAsked: (method, path, since = 0) =>
      new Promise((resolve) => {
        const look = () => {
          const found = asked.slice(since).find((one) => one.method === method && one.path.split("?")[0] === path);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    whenListening: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (feeds.size !== count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    tell(frame) {
      told.push(frame);
      for (const feed of feeds) feed.enqueue(eventOf(frame));
    },
    goAway() {
      isAway = true;
      for (const feed of feeds) feed.close();
      feeds.clear();
    },
    comeBack() {
      isAway = false;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

const eventOf = (frame: Frame) => new TextEncoder().encode(`data: ${JSON.stringify(frame)}\n\n`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
