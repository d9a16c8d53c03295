/** Where in a JSON text a value stands, by the path that messages name: `schedules[0].windows[1].end`. */
import { LONGEST_QUOTED, printableText } from "../../src/schedule/document/quote";

export interface TextRange {
  /** Offsets of the first character and of the one after the last. */
  readonly from: number;
  readonly until: number;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const LITERAL = /[^\s,\]}]+/y;
const SPACE = /\s*/y;

/**
 * The range of every path of a text that is JSON. Of a member whose value is a list or an object it is the key; of a list
 * or an object elsewhere it is the opening bracket.
 */
export function jsonPlaces(text: string): ReadonlyMap<string, TextRange> {
  const places = new Map<string, TextRange>();
  let at = 0;

  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  const skip = () => void take(SPACE);

  function value(path: string, key: TextRange | null): void {
    const from = at;
    const opening = text[at];
    if (opening === "{") object(path);
    else if (opening === "[") list(path);
    else take(opening === '"' ? STRING : LITERAL);
    const isNested = opening === "{" || opening === "[";
    const shown = printableText(path);
    // Of two paths that are cut to the same text, the first counts.
    if (!places.has(shown)) places.set(shown, isNested ? (key ?? { from, until: from + 1 }) : { from, until: at });
  }

  function object(path: string): void {
    members("}", () => {
      const from = at;
      const name = String(JSON.parse(take(STRING)));
      const key = { from, until: at };
      skip();
      at += 1;
      skip();
      const shown = name.slice(0, LONGEST_QUOTED);
      value(path === "" ? shown : `${path}.${shown}`, key);
    });
  }

  function list(path: string): void {
    let index = 0;
    members("]", () => value(`${path}[${index++}]`, null));
  }

  function members(close: string, member: () => void): void {
    at += 1;
    skip();
    while (text[at] !== close) {
      member();
      skip();
      if (text[at] === ",") at += 1;
      skip();
    }
    at += 1;
  }

  skip();
  value("", null);
  return places;
}

/** The place of a path, or of the nearest one around it that is there: a key that is missing has none. */
export function placeOfPath(places: ReadonlyMap<string, TextRange>, path: string): TextRange {
  for (let around = path; around !== ""; around = around.replace(/(?:^|\.)[^.[\]]*$|\[\d+\]$/, "")) {
    const place = places.get(around);
    if (place !== undefined) return place;
    if (!/[.[]/.test(around)) break;
  }
  return places.get("") ?? { from: 0, until: 0 };
}
