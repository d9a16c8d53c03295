/**
 * Refuses what the platform's engine cannot read, before this engine, which can, sees it. Syntax: ECMAScript 2020, the
 * newest that the documentation uses in a sample (`??`), without BigInt and `import()`. Regular expressions: ES2017,
 * without the flags y and u. Sources: Atlas docs, "JavaScript Support" and "Atlas Functions"; measured on goja (s
 * throws, named groups and \p are misread).
 */
import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { type Node, parse } from "acorn";

/** Verdicts on sources seen lately: one and the same build is deployed again and again, and reading it takes its time. */
const verdicts = new Map<string, string | undefined>();
const VERDICTS_KEPT = 50;

/** The problem, with line and column; undefined when there is none. */
export function refuseSource(source: string): string | undefined {
  if (!verdicts.has(source)) {
    if (verdicts.size >= VERDICTS_KEPT) verdicts.clear();
    verdicts.set(source, readSource(source));
  }
  return verdicts.get(source);
}

function readSource(source: string): string | undefined {
  try {
    return refuseNode(parse(source, { ecmaVersion: 2020, sourceType: "script" }), source);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuseNode(node: Node, source: string): string | undefined {
  const own = problemOf(node);
  if (own !== undefined) return `${own} (${place(source, node.start)})`;
  for (const value of Object.values(node)) {
    if (typeof value !== "object" || value === null) continue;
    const problem = refuseAny(value, source);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A node, a list of nodes, or something that is neither. */
function refuseAny(value: object, source: string): string | undefined {
  if (!Array.isArray(value)) return isNode(value) ? refuseNode(value, source) : undefined;
  for (const item of value) {
    const problem = isNode(item) ? refuseNode(item, source) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Partial<Node>).type === "string";

/** Line, from 1, and column, from 0. */
function place(source: string, offset: number): string {
  const lines = source.slice(0, offset).split("\n");
  return `${lines.length}:${lines.at(-1)?.length ?? 0}`;
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
