/**
 * Refuses what the platform's engine cannot read, before this engine, which can, sees it. Syntax: ECMAScript 2020, the
 * newest that the documentation uses in a sample (`??`), without BigInt and `import()`. Regular expressions: ES2017,
 * without the flags y and u. Sources: Atlas docs, "JavaScript Support" and "Atlas Functions"; measured on goja (s
 * throws, named groups and \p are misread).
 */
import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { type Node, parse } from "acorn";

/** The problem, with line and column; undefined when there is none. */
export function refuseSource(source: string): string | undefined {
  try {
    const program = parse(source, { ecmaVersion: 2020, sourceType: "script", locations: true });
    return refuseNode(program);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuseNode(node: Node): string | undefined {
  const own = problemOf(node);
  if (own !== undefined) return `${own} (${node.loc?.start.line}:${node.loc?.start.column})`;
  for (const child of childrenOf(node)) {
    const problem = refuseNode(child);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOf(node: Node): string | undefined {
  if (node.type === "ImportExpression") return "import() is not supported";
  if (node.type !== "Literal") return undefined;
  const literal = node as Node & { bigint?: string; regex?: { pattern: string; flags: string } };
  if (literal.bigint) return "BigInt is not supported";
  return literal.regex ? refuseRegExp(literal.regex.pattern, literal.regex.flags) : undefined;
}

function* childrenOf(node: Node): Generator<Node> {
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === "object" && item !== null && typeof item.type === "string") yield item;
    }
  }
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
