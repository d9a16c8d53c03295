import { useEffect, useRef, useState } from "preact/hooks";
import type { Axis } from "../../../../lanes/model";
import type { LoadAnswer } from "../../../../protocol";
import { ask } from "../../../state/ask";
import { useWorld } from "../../../state/feed";
import { type LatestOnly, latestOnly } from "./latest-only";
import { neededRange } from "./needed-range";
import { timer } from "./timer";

export interface Load {
  readonly answer: LoadAnswer | null;
  readonly failure: string | null;
}

const POINTS = 1_000;
const PAUSE_MS = 600;
/** Asked again when now has moved by so much of what is seen. */
const STEPS = 200;

/** The simulated load of a cluster, kept up to date. `basis`: when it is another, what was answered is outdated. */
export function useLoad(key: string, axis: Axis, basis: string): Load {
  const [load, setLoad] = useState<Load>({ answer: null, failure: null });
  const loader = useRef<LatestOnly<string>>(null);
  useEffect(() => {
    let isGone = false;
    const set = (load: Load) => !isGone && setLoad(load);
    loader.current = latestOnly(
      async (path) => {
        try {
          set({ answer: await ask<LoadAnswer>("GET", path), failure: null });
        } catch (error) {
          setLoad(({ answer }) => ({ answer, failure: (error as Error).message }));
        }
      },
      PAUSE_MS,
      timer,
    );
    return () => {
      isGone = true;
      loader.current?.stop();
    };
  }, [key]);
  const worldId = useWorld((world) => world.worldId);
  const { from, until } = neededRange(axis);
  const step = Math.floor(((axis.now ?? 0) / (axis.until - axis.from)) * STEPS);
  useEffect(() => {
    loader.current?.want(`/load?cluster=${encodeURIComponent(key)}&from=${from}&until=${until}&points=${POINTS}`);
  }, [key, from, until, step, basis, worldId]);
  return load;
}
