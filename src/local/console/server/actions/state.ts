/** GET /state, PUT /state and POST /reset: the whole local Atlas, taken along, put back, and begun anew. */
import { CONSOLE } from "../../protocol";
import { Refused } from "../query";
import { type App, answer, DONE } from "../routes";

/** Whoever stands behind the port, and can have another stand there. */
export interface Replaceable {
  /** Everything that is there, as JSON. */
  save(): unknown;
  /** Another takes its place, made of what `save` gave. Throws a sentence, and nothing is changed, where it cannot be made. */
  replaceBy(saved: unknown): Promise<void>;
  /** As at the start. */
  startAgain(): Promise<void>;
}

const BYTES_MOST = 256 * 1024 * 1024;
const SAYS_MOST = `${BYTES_MOST / 1024 / 1024} MB`;

export function registerStateActions(app: App, replaceable: Replaceable): void {
  app.get(`${CONSOLE}/state`, (c) => {
    c.header("Content-Disposition", 'attachment; filename="local-atlas.json"');
    c.header("Cache-Control", "no-store");
    return c.json(replaceable.save() as object);
  });
  app.put(`${CONSOLE}/state`, (c) =>
    answer(c, async () => {
      await replaceable.replaceBy(jsonIn(await textOf(c.req.raw.body)));
      return DONE;
    }),
  );
  app.post(`${CONSOLE}/reset`, (c) =>
    answer(c, async () => {
      await replaceable.startAgain();
      return DONE;
    }),
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("This file is not JSON: choose one that was exported here.");
  }
}

async function textOf(stream: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > BYTES_MOST) throw new Refused(`This file is larger than ${SAYS_MOST}, which is the most.`, 413);
  }
  return Buffer.concat(chunks).toString("utf8");
}
