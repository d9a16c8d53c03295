/** Marks the times in which a tag keeps the app from a cluster. */
import type { ConsoleWorld } from "../world";
import { keyOf } from "../world";
import type { MarkBook } from "./mark-book";

/** A hold that nobody can read lasts until the tag goes; it is drawn so long at most. */
const UNREADABLE_MS = 30 * 86_400_000;

export function watchHolds({ state, port }: Pick<ConsoleWorld, "state" | "port">, marks: MarkBook): void {
  state.onTags((cluster) => {
    const key = keyOf(cluster);
    const at = state.clock.now();
    marks.end(key, "hold", at);
    const hold = port.holdOf(cluster.tags, at);
    if (hold !== null) marks.add(key, { at, until: hold.until ?? at + UNREADABLE_MS, kind: "hold", says: hold.says });
  });
}
