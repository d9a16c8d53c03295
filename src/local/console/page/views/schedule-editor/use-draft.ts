/**
 * The text in the editor. It follows the document in force until somebody edits it, and then stays theirs, also over a
 * look at another view or a reload, until it is reverted or applied.
 */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ScheduleState } from "../../../protocol";

export interface Draft {
  readonly text: string;
  readonly isEdited: boolean;
  /** The document in force is another than the one that the draft was made from. */
  readonly isOutdated: boolean;
  readonly setText: (text: string) => void;
  readonly revert: () => void;
  /** Local Atlas took it; the document in force comes by the feed, perhaps written in another way. */
  readonly applied: () => void;
}

interface Kept {
  readonly text: string;
  /** The revision that was in force when the first letter was typed, or when it was applied. */
  readonly revision: string;
  readonly isApplied?: true;
}

export function useDraft({ text, revision }: ScheduleState): Draft {
  const inForce = withLineFeeds(text ?? "");
  const [kept, setKept] = useState<Kept | null>(read);
  const own = kept !== null && !(kept.isApplied && kept.revision !== revision) ? kept : null;
  const isEdited = own !== null && !own.isApplied && own.text !== inForce;
  useKeeping(isEdited ? own : null);
  const setText = useCallback(
    (typed: string) => {
      setKept((last) => (typed === inForce ? null : { text: typed, revision: last?.revision ?? revision }));
    },
    [inForce, revision],
  );
  const revert = useCallback(() => setKept(null), []);
  const applied = useCallback(
    () => setKept((last) => (last === null ? null : { text: last.text, revision, isApplied: true })),
    [revision],
  );
  const isOutdated = isEdited && own.revision !== revision;
  return { text: own?.text ?? inForce, isEdited, isOutdated, setText, revert, applied };
}

/** Editors have line feeds alone. */
const withLineFeeds = (text: string) => text.replace(/\r\n?/g, "\n");

const KEY = "draft of the schedule";
const WRITE_MS = 500;

/** Not at every letter: a large draft takes its time. */
function useKeeping(kept: Kept | null): void {
  const newest = useRef(kept);
  newest.current = kept;
  useEffect(() => {
    const timer = setTimeout(() => write(kept), WRITE_MS);
    return () => clearTimeout(timer);
  }, [kept]);
  useEffect(() => {
    const leave = () => write(newest.current);
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, []);
}

function read(): Kept | null {
  try {
    const { text, revision } = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Partial<Kept>;
    return typeof text === "string" && typeof revision === "string" ? { text, revision } : null;
  } catch {
    return null;
  }
}

function write(kept: Kept | null): void {
  try {
    if (kept === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing, or a draft too large for it: then it lives as long as the view.
  }
}
