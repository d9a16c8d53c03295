/** Marks that no history has: runs that failed, and times in which a cluster is to be left alone. */
import type { Mark } from "../../lanes/model";

/** Of each cluster: a run that fails every quarter of an hour makes so many in three weeks. */
const MARKS_KEPT = 2_000;

export class MarkBook {
  readonly #byKey = new Map<string, Mark[]>();

  add(key: string, mark: Mark): void {
    const marks = this.#byKey.get(key) ?? [];
    this.#byKey.set(key, marks);
    marks.push(mark);
    if (marks.length > MARKS_KEPT) marks.splice(0, MARKS_KEPT / 4);
  }

  /** Ends the newest mark of the kind at this instant, if it would last longer. */
  end(key: string, kind: Mark["kind"], at: number): void {
    const marks = this.#byKey.get(key) ?? [];
    const index = marks.map((mark) => mark.kind).lastIndexOf(kind);
    const mark = marks[index];
    if (mark !== undefined && (mark.until ?? Number.POSITIVE_INFINITY) > at) marks[index] = { ...mark, until: at };
  }

  /** Those that begin before `until` and end at or after `from`. */
  of(key: string, from: number, until: number): readonly Mark[] {
    const marks = this.#byKey.get(key) ?? [];
    return marks.filter((mark) => mark.at < until && (mark.until ?? mark.at) >= from);
  }
}
