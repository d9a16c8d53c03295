/** Reads the parts of a Markdown document that can be wrong: fences, links, code spans and headings. */

export interface Fence {
  /** The first word after the backticks: sh, json, jsonc, text. */
  readonly language: string;
  /** The other words, such as "output". */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

export interface Found {
  readonly text: string;
  readonly line: number;
}

export interface MarkdownDocument {
  readonly fences: readonly Fence[];
  /** What links point at. */
  readonly links: readonly Found[];
  readonly codeSpans: readonly Found[];
  /** The names by which GitHub lets a link reach the headings. */
  readonly anchors: readonly string[];
}

export function readMarkdown(text: string): MarkdownDocument {
  const { fences, prose } = splitFences(text.split("\n"));
  const codeSpans = allMatches(prose, /`([^`]+)`/g);
  return {
    fences,
    codeSpans: codeSpans.map((found) => ({ ...found, text: found.text.replace(/\s+/g, " ") })),
    links: allMatches(prose.replace(/`[^`]+`/g, blanked), /\]\(([^)\s]+)\)/g),
    anchors: anchorsOf(prose),
  };
}

/** The fences, and the text with blank lines in their place, so that line numbers stay. */
function splitFences(lines: readonly string[]): { fences: Fence[]; prose: string } {
  const fences: Fence[] = [];
  const prose: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const opening = /^(\s*)(`{3,})(\S*)\s*(.*)$/.exec(lines[at] ?? "");
    prose.push(opening === null ? (lines[at] ?? "") : "");
    if (opening === null) continue;
    const [, indent = "", ticks = "", language = "", info = ""] = opening;
    const length = lines.slice(at + 1).findIndex((line) => line.trim() === ticks);
    if (length < 0) throw new Error(`line ${at + 1}: this fence is never closed`);
    const body = lines.slice(at + 1, at + 1 + length).map((line) => line.slice(Math.min(indent.length, leading(line))));
    fences.push({ language, info, text: body.join("\n"), line: at + 1 });
    prose.push(...body.map(() => ""), "");
    at += length + 1;
  }
  return { fences, prose: prose.join("\n") };
}

function leading(line: string): number {
  return line.length - line.trimStart().length;
}

function blanked(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function allMatches(text: string, pattern: RegExp): Found[] {
  return [...text.matchAll(pattern)].map((match) => ({
    text: match[1] ?? "",
    line: text.slice(0, match.index).split("\n").length,
  }));
}

/** GitHub's rule: small letters, without punctuation, a hyphen for each space, a number for a repetition. */
function anchorsOf(prose: string): string[] {
  const seen = new Map<string, number>();
  return [...prose.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = ""]) => {
    const name = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, "")
      .replace(/ /g, "-");
    const repetition = seen.get(name) ?? 0;
    seen.set(name, repetition + 1);
    return repetition === 0 ? name : `${name}-${repetition}`;
  });
}
