/** The bracket beside the cursor, and the one that closes or opens it. Pure. */
import { jsonTokens, type Token } from "./json-tokens";

/** What CodeMirror's `Text` has. Lines count from 1, offsets from 0. */
export interface Lines {
  readonly lines: number;
  line(number: number): Line;
  lineAt(offset: number): Line;
}

interface Line {
  readonly number: number;
  readonly from: number;
  readonly text: string;
}

export interface BracketPair {
  readonly at: number;
  /** null: there is none, or it is too far away to look for. */
  readonly other: number | null;
  /** `}` closes `{`. */
  readonly fits: boolean;
}

/** So many lines are looked through. */
const FARTHEST = 3_000;

export function matchingBracket(doc: Lines, cursor: number): BracketPair | null {
  const line = doc.lineAt(cursor);
  const own = bracketsOf(line);
  const index = own.findIndex(({ at }) => at === cursor || at + 1 === cursor);
  const bracket = own[index];
  if (bracket === undefined) return null;
  const step = isOpening(bracket.text) ? 1 : -1;
  const rest = step === 1 ? own.slice(index) : own.slice(0, index + 1).reverse();
  let depth = 0;
  for (const other of bracketsFrom(doc, line.number, step, rest)) {
    depth += isOpening(other.text) ? step : -step;
    if (depth === 0)
      return { at: bracket.at, other: other.at, fits: PAIRS.has(pairOf(bracket.text, other.text, step)) };
  }
  return { at: bracket.at, other: null, fits: false };
}

interface Bracket {
  readonly at: number;
  readonly text: string;
}

function* bracketsFrom(doc: Lines, number: number, step: 1 | -1, rest: readonly Bracket[]): Generator<Bracket> {
  yield* rest;
  for (let far = 1; far <= FARTHEST; far += 1) {
    const next = number + far * step;
    if (next < 1 || next > doc.lines) return;
    const brackets = bracketsOf(doc.line(next));
    yield* step === 1 ? brackets : brackets.reverse();
  }
}

function bracketsOf({ from, text }: Line): Bracket[] {
  const isBracket = ({ kind }: Token) => kind === "bracket";
  return jsonTokens(text)
    .filter(isBracket)
    .map((token) => ({ at: from + token.from, text: text.charAt(token.from) }));
}

const isOpening = (text: string) => text === "{" || text === "[";

const PAIRS: ReadonlySet<string> = new Set(["{}", "[]"]);

const pairOf = (one: string, other: string, step: 1 | -1) => (step === 1 ? one + other : other + one);
