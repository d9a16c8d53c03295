/** One page at the feed. One that reads too slowly misses frames, and is told everything anew when it can read again. */
import type { ServerResponse } from "node:http";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
} as const;

export class Connection {
  readonly #response: ServerResponse;
  #isBehind = false;
  #toldAt = 0;

  constructor(response: ServerResponse, onClose: () => void) {
    this.#response = response;
    response.on("close", onClose);
    response.on("error", () => response.destroy());
    response.writeHead(200, HEADERS);
    response.flushHeaders();
  }

  /** When anything was last written, in real time. */
  get toldAt(): number {
    return this.#toldAt;
  }

  /** It missed something, and what was written before has gone out meanwhile. */
  get isReadyAgain(): boolean {
    return this.#isBehind && !this.#response.writableNeedDrain;
  }

  tell(frame: string, now: number): void {
    if (this.#response.writableNeedDrain) this.#isBehind = true;
    if (!this.#isBehind) this.#write(`data: ${frame}\n\n`, now);
  }

  tellWhole(frame: string, now: number): void {
    if (this.#response.writableNeedDrain) {
      this.#isBehind = true;
      return;
    }
    this.#isBehind = false;
    this.#write(`data: ${frame}\n\n`, now);
  }

  beat(now: number): void {
    if (!this.#response.writableNeedDrain) this.#write(": nothing new\n\n", now);
  }

  end(): void {
    this.#response.end();
  }

  #write(text: string, now: number): void {
    this.#toldAt = now;
    this.#response.write(text);
  }
}
