/** What of a cluster's history deserves a mark on its lane. */
import type { HistoryEntry } from "../../../admin-api/records/history";
import type { Mark } from "../../lanes/model";

/** null: it deserves none. `isOwn`: whether an actor is the app itself. */
export function markOfEntry(entry: HistoryEntry, isOwn: (actor: string) => boolean): Mark | null {
  const { at, what, from, to, by } = entry;
  if (what === "auto-scaled")
    return { at, kind: "auto-scaled", says: `Auto-scaling changed it from ${from} to ${to}.` };
  const says = didOf(entry);
  if (says === null || by === undefined || isOwn(by)) return null;
  // Atlas changes a cluster by itself when it has been paused for thirty days.
  return { at, kind: by === "Atlas" ? "warning" : "changed-by-hand", says: `${by} ${says}.` };
}

function didOf({ what, from, to }: HistoryEntry): string | null {
  switch (what) {
    case "submitted":
      return from === to ? "changed something other than its size" : `changed it from ${from} to ${to}`;
    case "pause-submitted":
      return `paused it, which was ${from}`;
    case "resume-submitted":
      return "resumed it";
    default:
      return null;
  }
}
