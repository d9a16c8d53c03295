/** The page's one connection to local Atlas's feed, and the hooks by which views read what came of it. */
import { useEffect, useState } from "preact/hooks";
import { CONSOLE, type Frame } from "../../protocol";
import { emptyWorld, type World, withFrame } from "./world";

export type Connection = "connecting" | "live" | "lost";

let world = emptyWorld;
let connection: Connection = "connecting";
const listeners = new Set<() => void>();
let isTold = false;

/** A browser connects again by itself; the first frame of every connection has everything. */
export function connectFeed(): void {
  const source = new EventSource(`${CONSOLE}/feed`);
  // Until it comes, the page goes on showing what it knew last.
  let isFirst = true;
  source.onopen = () => {
    isFirst = true;
    connection = "live";
    tell();
  };
  source.onerror = () => {
    connection = "lost";
    tell();
    // Where the server was away for long, browsers give up.
    if (source.readyState === EventSource.CLOSED) setTimeout(connectFeed, RETRY_MS);
  };
  source.onmessage = ({ data }) => {
    world = withFrame(isFirst ? emptyWorld : world, JSON.parse(String(data)) as Frame);
    isFirst = false;
    tell();
  };
}

const RETRY_MS = 2_000;

/** Views are told once a picture, however many frames came meanwhile. */
function tell(): void {
  if (isTold) return;
  isTold = true;
  const run = () => {
    isTold = false;
    for (const listener of listeners) listener();
  };
  // A page in the background is given no animation frames.
  if (document.visibilityState === "visible") requestAnimationFrame(run);
  else setTimeout(run, RETRY_MS);
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
