/** The log entries of one app, as the service lists them: newest first, in pages. */
import { LOGS_KEPT, LOGS_KEPT_MS } from "../limits";

export interface LogEntry {
  readonly id: string;
  /** The correlation id of the run. */
  readonly coId: string;
  readonly type: "SCHEDULED_TRIGGER" | "FUNCTION";
  readonly startedMs: number;
  readonly completedMs: number;
  readonly functionId: string;
  readonly functionName: string;
  /** Of a trigger's run. */
  readonly trigger?: { readonly id: string; readonly name: string };
  readonly messages: readonly string[];
  readonly error?: { readonly code: string; readonly text: string };
}

export interface LogQuery {
  readonly errorsOnly: boolean;
  /** Empty: every type. */
  readonly types: readonly string[];
  readonly coId?: string;
  /** Entries that started after it. */
  readonly startMs?: number;
  /** Entries that started at it or before. */
  readonly endMs?: number;
  readonly skip: number;
  readonly limit: number;
}

export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** Of the next page: its `endMs`, and its `skip` where entries of that instant were on this page already. */
  readonly next?: { readonly endMs: number; readonly skip: number };
}

export class LogStore {
  /** Oldest first, by the time of their start. */
  #entries: LogEntry[] = [];

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  add(entry: LogEntry): void {
    let at = this.#entries.length;
    while (at > 0 && (this.#entries[at - 1]?.startedMs ?? 0) > entry.startedMs) at -= 1;
    this.#entries.splice(at, 0, entry);
    if (this.#entries.length > LOGS_KEPT) this.#entries.splice(0, this.#entries.length - LOGS_KEPT);
  }

  restore(entries: readonly LogEntry[]): void {
    this.#entries = [...entries];
  }

  list(query: LogQuery, nowMs: number): LogPage {
    const wanted = this.#entries.filter((entry) => isWanted(entry, query, nowMs)).reverse();
    const entries = wanted.slice(query.skip, query.skip + query.limit);
    const following = wanted[query.skip + query.limit];
    if (following === undefined) return { entries };
    const endMs = following.startedMs;
    const skip = wanted.filter((entry, index) => entry.startedMs === endMs && index < query.skip + query.limit).length;
    return { entries, next: { endMs, skip } };
  }
}

function isWanted(entry: LogEntry, query: LogQuery, nowMs: number): boolean {
  return (
    entry.startedMs > nowMs - LOGS_KEPT_MS &&
    (!query.errorsOnly || entry.error !== undefined) &&
    (query.types.length === 0 || query.types.includes(entry.type)) &&
    (query.coId === undefined || entry.coId === query.coId) &&
    (query.startMs === undefined || entry.startedMs > query.startMs) &&
    (query.endMs === undefined || entry.startedMs <= query.endMs)
  );
}
