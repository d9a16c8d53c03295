/** The feed: everything to each page that connects, then the same changes to all, four times a second at most. */
import type { ServerResponse } from "node:http";
import type { Timer } from "../../../clock/clock";
import type { RealTime } from "../../../clock/real-clock";
import { Connection } from "./connection";
import type { FrameSource } from "./world-frames";

/** So often something may be said. */
const TICK_MS = 250;
/** After so long without a word, a comment: what lies between may take silence for an end. */
const HEARTBEAT_MS = 15_000;

export class FeedHub {
  readonly #time: RealTime;
  readonly #connections = new Set<Connection>();
  #source: FrameSource | undefined;
  #timer: Timer | undefined;
  #isStopped = false;

  constructor(time: RealTime) {
    this.#time = time;
  }

  /** Whether anybody sees the feed. */
  get isWatched(): boolean {
    return this.#connections.size > 0;
  }

  /** From now on the feed is of this world: every page forgets the one before. */
  follow(source: FrameSource): void {
    this.#source = source;
    if (!this.isWatched) return;
    source.changes();
    this.#tellWhole([...this.#connections]);
  }

  connect(response: ServerResponse): void {
    const connection = new Connection(response, () => this.#leave(connection));
    if (this.#isStopped) {
      connection.end();
      return;
    }
    if (!this.isWatched) this.#source?.changes();
    this.#connections.add(connection);
    this.#tellWhole([connection]);
    this.#timer ??= this.#time.startTimer(TICK_MS, () => this.#tick());
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
    for (const connection of this.#connections) connection.end();
  }

  #leave(connection: Connection): void {
    this.#connections.delete(connection);
    if (this.isWatched) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #tick(): void {
    this.#timer = this.#time.startTimer(TICK_MS, () => this.#tick());
    const changes = this.#source?.changes() ?? null;
    const frame = changes === null ? null : JSON.stringify(changes);
    const now = this.#time.now();
    for (const connection of this.#connections) {
      if (frame !== null) connection.tell(frame, now);
      else if (now - connection.toldAt >= HEARTBEAT_MS) connection.beat(now);
    }
    const behind = [...this.#connections].filter((connection) => connection.isReadyAgain);
    if (behind.length > 0) this.#tellWhole(behind);
  }

  #tellWhole(connections: readonly Connection[]): void {
    if (this.#source === undefined) return;
    const frame = JSON.stringify(this.#source.whole());
    for (const connection of connections) connection.tellWhole(frame, this.#time.now());
  }
}
