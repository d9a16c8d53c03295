/** Reads JSON texts, and says of what is wrong with them in which line and column it stands. */

/** The first mistake of a text. */
export interface JsonMistake {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** Where in the text, counted from 0. */
  readonly at: number;
  readonly message: string;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const WORD = /[\p{L}\p{N}_.+*-]+/uy;
const TIER = /^[MR]\d+(_\w+)?$/;

/** Ends the reading at the first mistake. */
class MistakeAt extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Null where the text is JSON and no object has a key twice. */
export function findJsonMistake(text: string): JsonMistake | null {
  try {
    const end = afterSpace(text, valueEnd(text, afterSpace(text, 0)));
    if (end < text.length) throw new MistakeAt(end, "the JSON has ended: nothing may follow it");
    return null;
  } catch (error) {
    if (error instanceof RangeError)
      return { line: 1, column: 1, at: 0, message: "it is nested too deeply, or holds too long a text, to be read" };
    if (!(error instanceof MistakeAt)) throw error;
    const before = text.slice(0, error.at);
    const lineStart = before.lastIndexOf("\n") + 1;
    const { at, message } = error;
    return { line: before.split("\n").length, column: at - lineStart + 1, at, message };
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function afterSpace(text: string, at: number): number {
  return at + (matchAt(SPACE, text, at) ?? "").length;
}

/** Where the value that begins at `at` ends. */
function valueEnd(text: string, at: number): number {
  if (text[at] === "{") return membersEnd(text, at, "}", memberEnd(new Set()));
  if (text[at] === "[") return membersEnd(text, at, "]", (one, from) => valueEnd(one, from));
  const found = matchAt(text[at] === '"' ? STRING : LITERAL, text, at);
  if (found !== null) return at + found.length;
  throw new MistakeAt(at, explainValue(text, at));
}

function membersEnd(text: string, at: number, close: string, endOf: (text: string, at: number) => number): number {
  let next = afterSpace(text, at + 1);
  if (text[next] === close) return next + 1;
  for (;;) {
    const end = afterSpace(text, endOf(text, next));
    if (text[end] === close) return end + 1;
    if (text[end] !== ",") throw new MistakeAt(end, `a comma or ${close} is missing`);
    next = afterSpace(text, end + 1);
    if (text[next] === close) throw new MistakeAt(end, `a comma before ${close}: JSON has none after the last item`);
  }
}

/** Reads one key and its value; `known` are the keys that the object had before. */
function memberEnd(known: Set<string>): (text: string, at: number) => number {
  return (text, at) => {
    const written = matchAt(STRING, text, at);
    if (written === null) throw new MistakeAt(at, explainKey(text, at));
    const key = String(JSON.parse(written));
    if (known.has(key)) throw new MistakeAt(at, `the key ${written} stands here twice: keep one of them`);
    known.add(key);
    const colon = afterSpace(text, at + written.length);
    if (text[colon] !== ":") throw new MistakeAt(colon, `a colon is missing after the key ${written}`);
    return valueEnd(text, afterSpace(text, colon + 1));
  };
}

function explainKey(text: string, at: number): string {
  const word = matchAt(WORD, text, at);
  if (word !== null) return `a key must be in quotes: "${word}"`;
  return explainOther(text, at, "a key in quotes");
}

function explainValue(text: string, at: number): string {
  const word = matchAt(WORD, text, at);
  if (word !== null) return `${TIER.test(word) ? "a tier" : "a text"} must be in quotes: "${word}"`;
  return explainOther(text, at, "a value");
}

function explainOther(text: string, at: number, wanted: string): string {
  if (at >= text.length) return `the text ends where ${wanted} should be`;
  if (text.startsWith("//", at) || text.startsWith("/*", at)) return "JSON has no comments: leave it out";
  if (text[at] === "'") return `JSON has double quotes only: write "…"`;
  if (text[at] === '"') return "this text has no closing quote in its line, or a wrong escape";
  return `${wanted} should be here, not ${JSON.stringify(text[at])}`;
}
