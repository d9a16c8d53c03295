/** The sentences of a report, each written here and nowhere else, from parts that others carry as data. */

/** Sentences one after another, without the last full stop; empty ones are left out. */
export function sentences(...parts: readonly string[]): string {
  return parts
    .map((part) => part.replace(/\.$/, ""))
    .filter((part) => part !== "")
    .join(". ");
}

/** Names that a line has room for; the rest are counted. */
const namesPerLine = 10;

/** "a, b, c", cut to what a line has room for: "… and 3 more". */
export function listNames(names: readonly string[]): string {
  const rest = names.length > namesPerLine ? ` and ${names.length - namesPerLine} more` : "";
  return `${names.slice(0, namesPerLine).join(", ")}${rest}`;
}

/** What is to be said of a cluster, or alike of several. */
export interface Statement {
  /** In capitals, as a rule with a code: "ACCEPTED", "FAILED OUT_OF_CAPACITY". */
  readonly head: string;
  /** "resize M10 to M50"; "" where the head says it. */
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

export interface NamedStatement extends Statement {
  readonly name: string;
}

/** "HEAD: name: what: why. Remedy" */
function describeOne({ head, what, why, remedy }: Statement, name: string): string {
  return `${head}: ${name}: ${sentences(what === "" ? why : `${what}: ${why}`, remedy)}`;
}

/**
 * One line for all of whom the same is to be said: "HEAD (12): what: why. Remedy. Affected: names". The names come last,
 * where a line may be cut.
 */
export function describeMany(statement: Statement, names: readonly string[]): string {
  const [name, ...others] = names;
  if (name !== undefined && others.length === 0) return describeOne(statement, name);
  const { head, what, why, remedy } = statement;
  const affected = `Affected: ${listNames(names)}`;
  return `${head} (${names.length}): ${sentences(what === "" ? why : `${what}: ${why}`, remedy, affected)}`;
}

/** A line for each distinct statement, in the order met. */
export function describeAlike(statements: readonly NamedStatement[]): string[] {
  const groups = new Map<string, { statement: Statement; names: string[] }>();
  for (const { name, ...statement } of statements) {
    const key = JSON.stringify([statement.head, statement.what, statement.why, statement.remedy]);
    const group = groups.get(key) ?? { statement, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return Array.from(groups.values(), ({ statement, names }) => describeMany(statement, names));
}
