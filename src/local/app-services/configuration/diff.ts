/**
 * What one configuration changes about another, a text for every file that differs (OpenAPI document of the service:
 * "the line-by-line diff for a specific configuration file"; its exact form is in no public source).
 */

type Files = ReadonlyMap<string, string>;

/** Lines of one file that are shown; of larger changes the rest is counted. */
const LINES_SHOWN = 200;
const CONTEXT_LINES = 3;

/** Empty: they are identical. */
export function diffFiles(before: Files, after: Files): readonly string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const [old, wanted] = [before.get(path), after.get(path)];
    return old === wanted ? [] : [describeChange(path, old, wanted)];
  });
}

function describeChange(path: string, before: string | undefined, after: string | undefined): string {
  const header = [
    `--- ${before === undefined ? "/dev/null" : path}`,
    `+++ ${after === undefined ? "/dev/null" : path}`,
  ];
  const lines = changedLines(linesOf(before), linesOf(after));
  const more = lines.length - LINES_SHOWN;
  return [...header, ...lines.slice(0, LINES_SHOWN), ...(more > 0 ? [`… and ${more} more lines`] : [])].join("\n");
}

const linesOf = (text: string | undefined) => (text === undefined ? [] : text.replace(/\n$/, "").split("\n"));

/** One hunk from the first line that differs to the last, with some lines around it. */
function changedLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const same = (at: number) => before[at] === after[at];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && same(start)) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const removed = before.slice(start, before.length - end);
  const added = after.slice(start, after.length - end);
  const from = Math.max(0, start - CONTEXT_LINES);
  const trailing = before.slice(before.length - end, before.length - end + CONTEXT_LINES);
  return [
    `@@ -${span(from, start - from + removed.length + trailing.length)} +${span(from, start - from + added.length + trailing.length)} @@`,
    ...before.slice(from, start).map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...trailing.map((line) => ` ${line}`),
  ];
}

const span = (from: number, count: number) => `${count === 0 ? from : from + 1},${count}`;
