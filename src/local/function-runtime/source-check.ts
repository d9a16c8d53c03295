/**
 * Refuses what the platform's engine cannot read, before this engine, which can, sees it. Syntax: ECMAScript 2020, the
 * newest that the documentation uses in a sample (`??`), without BigInt and `import()`. Regular expressions: ES2017,
 * without the flags y and u. Sources: Atlas docs, "JavaScript Support" and "Atlas Functions"; measured on goja (s
 * throws, named groups and \p are misread).
 */
import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { type Node, parse } from "acorn";

interface Verdict {
  readonly problem?: string | undefined;
  readonly assignsExports: boolean;
}

/** Verdicts on sources seen lately: one and the same build is deployed again and again, and reading it takes its time. */
const verdicts = new Map<string, Verdict>();
const VERDICTS_KEPT = 50;

/** The problem, with line and column; undefined when there is none. */
export function refuseSource(source: string): string | undefined {
  return verdictOf(source).problem;
}

/** The same for a whole function file, which must assign its function to `exports` (Atlas docs, "Define a Function"). */
export function refuseFunctionFile(source: string): string | undefined {
  const { problem, assignsExports } = verdictOf(source);
  return problem ?? (assignsExports ? undefined : "assigns no function to exports");
}

function verdictOf(source: string): Verdict {
  const known = verdicts.get(source);
  if (known) return known;
  const [oldest] = verdicts.keys();
  if (verdicts.size >= VERDICTS_KEPT && oldest !== undefined) verdicts.delete(oldest);
  const verdict = readSource(source);
  verdicts.set(source, verdict);
  return verdict;
}

function readSource(source: string): Verdict {
  let problem: string | undefined;
  let assignsExports = false;
  try {
    visitNodes(parse(source, { ecmaVersion: 2020, sourceType: "script" }), (node) => {
      problem ??= placedProblemOf(node, source);
      assignsExports ||= isAssignmentToExports(node);
    });
    return { problem, assignsExports };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error), assignsExports: false };
  }
}

/** In the order of the source. Any key of a node may hold a node or a list of them. */
function visitNodes(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const key in node) {
    const value: unknown = node[key as keyof Node];
    if (typeof value !== "object" || value === null) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visitNodes(child, visit);
  }
}

function isAssignmentToExports(node: Node): boolean {
  const { type, left } = node as Node & { readonly left?: Node & { readonly name?: string } };
  return type === "AssignmentExpression" && left?.type === "Identifier" && left.name === "exports";
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Partial<Node>).type === "string";

/** Line, from 1, and column, from 0. */
function place(source: string, offset: number): string {
  const lines = source.slice(0, offset).split("\n");
  return `${lines.length}:${lines.at(-1)?.length ?? 0}`;
}

function placedProblemOf(node: Node, source: string): string | undefined {
  const problem = problemOf(node);
  return problem === undefined ? undefined : `${problem} (${place(source, node.start)})`;
}

function problemOf(node: Node): string | undefined {
  if (node.type === "ImportExpression") return "import() is not supported";
  if (node.type !== "Literal") return undefined;
  const literal = node as Node & { bigint?: string; regex?: { pattern: string; flags: string } };
  if (literal.bigint) return "BigInt is not supported";
  return literal.regex ? refuseRegExp(literal.regex.pattern, literal.regex.flags) : undefined;
}

const regExpParser = new RegExpParser({ ecmaVersion: 2017 });

/** The problem of a regular expression; undefined when there is none. */
export function refuseRegExp(pattern: string, flags: string): string | undefined {
  const shown = `/${pattern}/${flags}`;
  const flag = /[^gim]/.exec(flags)?.[0];
  if (flag !== undefined) return `Invalid regular expression flags: ${flag} is not supported: ${shown}`;
  try {
    const parsed = regExpParser.parsePattern(pattern, 0, pattern.length, { unicode: false });
    let refused: string | undefined;
    visitRegExpAST(parsed, {
      onCharacterEnter(character) {
        if (/^\\[pPk]$/.test(character.raw)) refused = character.raw;
      },
    });
    return refused === undefined ? undefined : `Invalid regular expression: ${refused} is not supported: ${shown}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
