/** The runs that have ended, newest last, with what they said for as long as there is room. */
import type { EndedRun } from "../../../app-services/apps/hosted-app";
import type { Execution } from "../../../function-runtime/execution";
import type { RunDetail, RunState } from "../../protocol";
import { Recent } from "./recent";

const RUNS_KEPT = 2_000;
/** Of results, logs and errors in all: a report on hundreds of clusters has some hundred thousand. */
const CHARACTERS_KEPT = 24_000_000;
const SAYS_MOST = 300;

type Told = Pick<RunDetail, "logs" | "result" | "error">;

export class RunBook {
  readonly recent = new Recent<RunState>(RUNS_KEPT);
  readonly #told = new Map<string, Told & { readonly characters: number }>();
  readonly #lastOfTrigger = new Map<string, string>();
  #characters = 0;

  add({ app, execution, firing }: EndedRun, facts: { readonly changes: number; readonly isLook: boolean }): RunState {
    const run: RunState = {
      id: execution.id,
      appId: app.id,
      functionName: execution.functionName,
      cause: facts.isLook ? "look" : firing === undefined ? "console" : "trigger",
      trigger: firing?.trigger ?? null,
      scheduledAt: firing?.scheduledAtMs ?? null,
      startedAt: execution.startedAtMs,
      endedAt: execution.endedAtMs,
      isFailed: execution.outcome === "failed",
      says: firstLine(sayingOf(execution)),
      httpRequests: execution.httpRequests,
      changes: facts.changes,
    };
    this.recent.add(run);
    if (firing !== undefined) this.#lastOfTrigger.set(`${app.id} ${firing.trigger}`, run.id);
    this.#keep(run.id, execution);
    return run;
  }

  lastOf(appId: string, trigger: string): string | null {
    return this.#lastOfTrigger.get(`${appId} ${trigger}`) ?? null;
  }

  find(id: string): (RunState & Told) | undefined {
    const run = this.recent.items.find((one) => one.id === id);
    if (run === undefined) return undefined;
    const { logs, result, error } = this.#told.get(id) ?? FORGOTTEN;
    return { ...run, logs, result, error };
  }

  #keep(id: string, { logs, resultEjson, error }: Execution): void {
    const result = resultEjson === undefined ? null : resultEjson;
    const told = {
      logs,
      result,
      error: error === undefined ? null : { name: error.name, message: error.message, stack: error.stack ?? null },
    };
    const characters = JSON.stringify(told).length;
    this.#told.set(id, { ...told, characters });
    this.#characters += characters;
    for (const [oldest, { characters: freed }] of this.#told) {
      if (this.#characters <= CHARACTERS_KEPT || oldest === id) return;
      this.#told.delete(oldest);
      this.#characters -= freed;
    }
  }
}

const FORGOTTEN: Told = {
  logs: ["What this run returned and logged is no longer kept: newer runs took its place."],
  result: null,
  error: null,
};

/** A function of ours returns a report with a summary; another may say anything, or only log. */
function sayingOf({ error, result, logs }: Execution): string {
  if (error !== undefined) return error.message;
  const { summary } = (result ?? {}) as { readonly summary?: unknown };
  return typeof summary === "string" ? summary : (logs[0] ?? "");
}

/** A line that ends with a colon says nothing without the next one. */
function firstLine(text: string): string {
  const [first = "", second = ""] = text.split("\n", 2);
  const line = first.endsWith(":") && second !== "" ? `${first} ${second.trim()}` : first;
  return line.length > SAYS_MOST ? `${line.slice(0, SAYS_MOST)}…` : line;
}
