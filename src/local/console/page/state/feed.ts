/** The page's one connection to local Atlas's feed, and the hooks by which views read what came of it. */
import { useEffect, useState } from "preact/hooks";
import { CONSOLE, type Frame } from "../../protocol";
import { emptyWorld, type World, withFrame } from "./world";

export type Connection = "connecting" | "live" | "lost";

let world = emptyWorld;
let connection: Connection = "connecting";
const listeners = new Set<() => void>();
let isTold = false;

let source: EventSource | null = null;

/** While somebody sees the page it follows the feed; what came meanwhile is all in a connection's first frame. */
export function connectFeed(): void {
  document.addEventListener("visibilitychange", followWhileSeen);
  followWhileSeen();
}

/**
 * Browsers keep six connections to a server, and a feed takes one for good: with more tabs than that every request would
 * wait. So a tab in the background gives its own back.
 */
function followWhileSeen(): void {
  if (document.visibilityState === "visible") {
    source ??= connected();
    return;
  }
  source?.close();
  source = null;
}

/** A browser connects again by itself; the first frame of every connection has everything. */
function connected(): EventSource {
  const own = new EventSource(`${CONSOLE}/feed`);
  // Until it comes, the page goes on showing what it knew last.
  let isFirst = true;
  own.onopen = () => {
    isFirst = true;
    connection = "live";
    tell();
  };
  own.onerror = () => {
    connection = "lost";
    tell();
    // Where the server was away for long, browsers give up.
    if (own.readyState === EventSource.CLOSED) setTimeout(() => connectAgain(own), RETRY_MS);
  };
  own.onmessage = ({ data }) => {
    world = withFrame(isFirst ? emptyWorld : world, JSON.parse(String(data)) as Frame);
    isFirst = false;
    tell();
  };
  return own;
}

/** Unless the page was out of sight meanwhile, and has another connection or needs none. */
function connectAgain(ended: EventSource): void {
  if (source === ended) source = connected();
}

const RETRY_MS = 2_000;

/** Views are told once a picture, however many frames came meanwhile. */
function tell(): void {
  if (isTold) return;
  isTold = true;
  requestAnimationFrame(() => {
    isTold = false;
    for (const listener of listeners) listener();
  });
}

/** A view is drawn again when what it chose is another value, by identity. */
export function useWorld<Chosen>(choose: (world: World) => Chosen): Chosen {
  return useChosen(() => choose(world));
}

export function useConnection(): Connection {
  return useChosen(() => connection);
}

function useChosen<Chosen>(choose: () => Chosen): Chosen {
  const [, redraw] = useState(0);
  const chosen = choose();
  useEffect(() => {
    let last = chosen;
    const look = () => {
      const next = choose();
      if (Object.is(last, next)) return;
      last = next;
      redraw((count) => count + 1);
    };
    listeners.add(look);
    look();
    return () => void listeners.delete(look);
  });
  return chosen;
}
