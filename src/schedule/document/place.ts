import type { Issue } from "../model";
import { LONGEST_QUOTED, printableText } from "./quote";

/** A place in the document that is being read: it knows its path, and takes what is wrong there. */
export interface Place {
  /** Such as `schedules[0].windows[1].end`; empty for the document itself. */
  readonly path: string;
  /** The place of a key of the object that stands here. */
  key(name: string): Place;
  /** The place of an item of the list that stands here. */
  item(index: number): Place;
  /** Reports a mistake here. Returns undefined, which is what readers make of a wrong value. */
  fail(message: string): undefined;
  /** Whether so much was reported of the whole document that guesses, which take time, are of no use any more. */
  isCrowded(): boolean;
  /** Whether nothing was reported here or below so far. */
  isRight(): boolean;
}

const CROWD = 100;

function placeAt(path: string, issues: Issue[]): Place {
  return {
    path,
    key(name) {
      const shown = name.slice(0, LONGEST_QUOTED);
      return placeAt(path === "" ? shown : `${path}.${shown}`, issues);
    },
    item: (index) => placeAt(`${path}[${index}]`, issues),
    isCrowded: () => issues.length >= CROWD,
    isRight() {
      const shown = printableText(path);
      return !issues.some((issue) => issue.path.startsWith(shown) && /^($|[.[])/.test(issue.path.slice(shown.length)));
    },
    fail(message) {
      issues.push({ path: printableText(path), message: printableText(message) });
      return undefined;
    },
  };
}

/** The place of a whole document. Whatever is reported there or below is added to `issues`. */
export function documentPlace(issues: Issue[]): Place {
  return placeAt("", issues);
}
