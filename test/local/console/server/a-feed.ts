/** A page at the feed, as far as the network shows it. */
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Frame } from "../../../../src/local/console/protocol";

export interface Feed {
  readonly response: IncomingMessage;
  /** The next frame that has not been asked for, once it is there. */
  next(): Promise<Frame>;
  /** The next comment, likewise. */
  nextComment(): Promise<string>;
  /** Frames that have arrived and were not asked for. */
  readonly unread: number;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  close(): void;
}

export function aFeed(url: string, headers: Record<string, string> = {}): Promise<Feed> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/local-atlas/console/feed`, { headers, agent: false }, (response) => {
      response.on("error", () => {});
      resolve(feedOf(response, () => request.destroy()));
    });
    request.on("error", reject);
    request.end();
  });
}

function feedOf(response: IncomingMessage, close: () => void): Feed {
  const frames = queue<Frame>();
  const comments = queue<string>();
  let text = "";
  response.setEncoding("utf8");
  response.on("data", (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const message = text.slice(0, end);
      text = text.slice(end + 2);
      if (message.startsWith("data: ")) frames.put(JSON.parse(message.slice(6)) as Frame);
      else comments.put(message);
    }
  });
  const ended = new Promise<void>((resolve) => response.on("close", () => resolve()));
  return {
    response,
    next: frames.take,
    nextComment: comments.take,
    get unread() {
      return frames.size();
    },
    ended,
    close,
  };
}

function queue<Item>() {
  const items: Item[] = [];
  const takers: ((item: Item) => void)[] = [];
  return {
    put(item: Item) {
      const taker = takers.shift();
      if (taker === undefined) items.push(item);
      else taker(item);
    },
    take: () =>
      new Promise<Item>((resolve) => {
        const item = items.shift();
        if (item === undefined) takers.push(resolve);
        else resolve(item);
      }),
    size: () => items.length,
  };
}
