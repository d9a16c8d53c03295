/** The list stands still while somebody reads in it, and says how many have come meanwhile. */
import { useCallback, useState } from "preact/hooks";
import type { RequestState } from "../../../protocol";

type Requests = readonly RequestState[];

export interface Held {
  readonly shown: Requests;
  /** By its button; scrolling away from the newest holds the list too, until it is scrolled back. */
  readonly isPaused: boolean;
  readonly newer: number;
  readonly onScroll: (top: number) => void;
  readonly pause: (isPaused: boolean) => void;
}

export function useHeld(requests: Requests): Held {
  const [held, setHeld] = useState<{ readonly requests: Requests; readonly isPaused: boolean } | null>(null);
  const onScroll = useCallback(
    (top: number) => {
      setHeld((last) => {
        if (last?.isPaused) return last;
        if (top <= NEAR_TOP_PX) return null;
        return last ?? { requests, isPaused: false };
      });
    },
    [requests],
  );
  const pause = useCallback(
    (isPaused: boolean) => setHeld((last) => (isPaused ? { requests: last?.requests ?? requests, isPaused } : null)),
    [requests],
  );
  const shown = held?.requests ?? requests;
  const lastShown = shown.at(-1)?.id ?? 0;
  const newer = held === null ? 0 : requests.filter(({ id }) => id > lastShown).length;
  return { shown, isPaused: held?.isPaused === true, newer, onScroll, pause };
}

const NEAR_TOP_PX = 4;
