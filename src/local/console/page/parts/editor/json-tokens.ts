/**
 * The parts of a line of JSON. No part of JSON goes over the end of a line, so that a line can be read by itself; a
 * parser of the whole text would be a fifth of the page. Pure.
 */

export type TokenKind = "name" | "string" | "number" | "word" | "bracket";

export interface Token {
  readonly from: number;
  readonly to: number;
  readonly kind: TokenKind;
}

/** A longer line was not written by a person; it is shown as it is. */
const LONGEST = 20_000;

export function jsonTokens(line: string): readonly Token[] {
  if (line.length > LONGEST) return [];
  return [...line.matchAll(TOKEN)].map(({ 0: text, index: from }) => {
    const to = from + text.length;
    return { from, to, kind: kindOf(text, line, to) };
  });
}

const TOKEN = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[A-Za-z]+|[{}[\]]/g;

function kindOf(text: string, line: string, to: number): TokenKind {
  const first = text[0] ?? "";
  if (first === '"') return isNamed(line, to) ? "name" : "string";
  if ("{}[]".includes(first)) return "bracket";
  return /[-\d]/.test(first) ? "number" : "word";
}

function isNamed(line: string, to: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = to;
  return colon.test(line);
}
