/** Finds known credentials in a text, whole or in part. */

export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface KnownSecrets {
  add(form: string): void;
  /** Where the text holds one, in order and apart from each other. */
  find(text: string): Span[];
}

/** A part of a credential is looked for when it is this long. A credential that is shorter is looked for as a whole. */
const partLength = 8;

/**
 * Every part of 8 characters has one of these at a place divisible by four, so that it is enough to look at every fourth
 * place of a text.
 */
const probeLength = 5;
const probeStep = 4;

/** Credentials below this are looked for as whole words: everything else would hold them by chance. */
const shortestAnywhere = 4;

/** A server can make its token as long as it likes. */
const maxFormLength = 16_000;

export function createKnownSecrets(): KnownSecrets {
  const forms = new Set<string>();
  const short = new Set<string>();
  const parts = new Set<string>();
  const probes = new Set<string>();

  function add(written: string): void {
    const form = folded(written.slice(0, maxFormLength));
    if (form === "" || forms.has(form)) return;
    forms.add(form);
    if (form.length < partLength) short.add(form);
    for (let at = 0; at + partLength <= form.length; at += 1) parts.add(form.slice(at, at + partLength));
    for (let at = 0; at + probeLength <= form.length; at += 1) probes.add(form.slice(at, at + probeLength));
  }

  function findParts(text: string, found: Span[]): void {
    for (let at = 0; at + probeLength <= text.length; at += probeStep) {
      if (!probes.has(text.slice(at, at + probeLength))) continue;
      for (let from = Math.max(0, at - probeStep + 1); from <= at; from += 1) {
        if (parts.has(text.slice(from, from + partLength))) found.push({ from, until: from + partLength });
      }
    }
  }

  function find(text: string): Span[] {
    const found: Span[] = [];
    const lower = folded(text);
    if (parts.size > 0 && text.length >= partLength) findParts(lower, found);
    short.forEach((form) => {
      for (let from = lower.indexOf(form); from !== -1; from = lower.indexOf(form, from + 1)) {
        const until = from + form.length;
        if (form.length >= shortestAnywhere || isWord(lower, from, until)) found.push({ from, until });
      }
    });
    return apart(found);
  }

  return { add, find };
}

/** In lower case as far as it is ASCII, so that every character keeps its place. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function isWord(text: string, from: number, until: number): boolean {
  return !/\w/.test(text.charAt(from - 1)) && !/\w/.test(text.charAt(until));
}

function apart(spans: readonly Span[]): Span[] {
  const merged: { from: number; until: number }[] = [];
  for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else merged.push({ from, until });
  }
  return merged;
}
