/** Something that somebody asks local Atlas to do: one at a time, and what came of it as a sentence. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Outcome } from "./notice";

export interface Action {
  readonly isBusy: boolean;
  readonly outcome: Outcome | null;
  /** `task` answers the sentence to show, null for none; what it throws is shown by its message. */
  readonly run: (task: () => Promise<string | null>) => Promise<void>;
  readonly forget: () => void;
}

export function useAction(): Action {
  const [isBusy, setIsBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const isRunning = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const run = useCallback(async (task: () => Promise<string | null>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setIsBusy(true);
    const came = await outcomeOf(task);
    isRunning.current = false;
    if (isGone.current) return;
    setOutcome(came);
    setIsBusy(false);
  }, []);
  const forget = useCallback(() => setOutcome(null), []);
  return { isBusy, outcome, run, forget };
}

async function outcomeOf(task: () => Promise<string | null>): Promise<Outcome | null> {
  try {
    const says = await task();
    return says === null ? null : { isBad: false, says };
  } catch (error) {
    return { isBad: true, says: error instanceof Error ? error.message : String(error) };
  }
}
