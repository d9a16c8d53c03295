import { RegExpParser } from "@eslint-community/regexpp";
import { getLineInfo, type Node, type Program, parse } from "acorn";
import { analyze } from "eslint-scope";
import {
  allowedFlags,
  allowedGlobals,
  errorConstructors,
  localeMethods,
  maxBundleBytes,
  newerMethods,
} from "./bundle-rules";

export interface BundleProblem {
  /** 1-based line and 0-based column; null for the file as a whole. */
  readonly place: { readonly line: number; readonly column: number } | null;
  readonly message: string;
}

/** What is wrong at an offset of the source. Few files have any, so no other place is turned into line and column. */
interface Fault {
  readonly offset: number;
  readonly message: string;
}

/** Every node as acorn leaves it: any of its own keys may hold nodes. */
type AnyNode = Node & Readonly<Record<string, unknown>>;

/** Verdicts by source: reading one takes its time, and a process that builds for several app folders asks again. */
const known = new Map<string, readonly BundleProblem[]>();

/** Refuses a file that is too large, or has what `checkRules` refuses. */
export function checkBundle(source: string): readonly BundleProblem[] {
  return [...checkSize(source), ...checkRules(source)];
}

/** Refuses syntax, globals, imports, methods and regular-expression features that the function runtime lacks. */
export function checkRules(source: string): readonly BundleProblem[] {
  const problems = known.get(source) ?? readBundle(source);
  known.set(source, problems);
  return problems;
}

function readBundle(source: string): readonly BundleProblem[] {
  const parsed = parseScript(source);
  if ("problem" in parsed) return [parsed.problem];
  const faults = checkGlobals(parsed.program);
  walk(parsed.program as unknown as AnyNode, (node) => {
    for (const message of checkNode(node)) faults.push({ offset: node.start, message });
  });
  const placed = faults.map(({ offset, message }) => ({ place: getLineInfo(source, offset), message }));
  return [...checkExports(parsed.program), ...placed];
}

function parseScript(source: string): { program: Program } | { problem: BundleProblem } {
  try {
    return { program: parse(source, { ecmaVersion: 2017, sourceType: "script", ranges: true }) };
  } catch (error) {
    const { message, loc } = error as { message: string; loc?: { line: number; column: number } };
    return { problem: { place: loc ?? null, message: `not an ES2017 script: ${message}` } };
  }
}

export function checkSize(source: string): BundleProblem[] {
  const bytes = Buffer.byteLength(source);
  if (bytes <= maxBundleBytes) return [];
  return [
    { place: null, message: `${bytes} bytes, more than the ${maxBundleBytes} that this project allows a function` },
  ];
}

/** The runtime takes the function that the file assigns to `exports`, at the top level, once. */
function checkExports(program: Program): BundleProblem[] {
  const assignments = (program.body as unknown as AnyNode[]).filter((statement) => {
    const expression = statement.type === "ExpressionStatement" ? asNode(statement.expression) : null;
    return expression?.type === "AssignmentExpression" && nameOf(expression.left) === "exports";
  });
  if (assignments.length === 1) return [];
  return [{ place: null, message: `assigns \`exports\` ${assignments.length} times at the top level instead of once` }];
}

function checkGlobals(program: Program): Fault[] {
  const scopes = analyze(program as never, { ecmaVersion: 2017, sourceType: "script" });
  const declared = new Set(scopes.globalScope?.set.keys() ?? []);
  const faults: Fault[] = [];
  for (const reference of scopes.globalScope?.through ?? []) {
    const { name, start } = reference.identifier as unknown as Node & { readonly name: string };
    if (allowedGlobals.has(name) || declared.has(name)) continue;
    faults.push({ offset: start, message: `global \`${name}\`` });
  }
  return faults;
}

function checkNode(node: AnyNode): string[] {
  if (node.type === "Literal" && typeof node.regex === "object" && node.regex !== null) {
    const { pattern, flags } = node.regex as { pattern: string; flags: string };
    return checkRegExp(pattern, flags);
  }
  if (node.type === "NewExpression" || node.type === "CallExpression") return checkCall(node);
  return [];
}

function checkCall(node: AnyNode): string[] {
  const args = node.arguments as AnyNode[];
  const callee = asNode(node.callee);
  const name = nameOf(callee);
  if (name === "RegExp") return checkRegExpCall(args);
  if (name !== null && errorConstructors.has(name) && args.length > 1) return ["second argument of an error (`cause`)"];
  if (node.type === "NewExpression" || callee?.type !== "MemberExpression") return [];
  const method = methodName(callee);
  if (method === null) return [];
  if (newerMethods.has(method)) return [`method \`${method}\`, newer than ES2017`];
  return localeMethods.has(method) ? [`method \`${method}\`, which needs locales or time zones`] : [];
}

function methodName(member: AnyNode): string | null {
  const property = asNode(member.property);
  if (member.computed === true) return typeof property?.value === "string" ? property.value : null;
  return nameOf(property);
}

function checkRegExpCall(args: readonly AnyNode[]): string[] {
  const [pattern, flags] = args.map((arg) => (typeof arg.value === "string" ? arg.value : null));
  if (typeof pattern !== "string" || flags === null) {
    return ["RegExp built from a value that the build cannot see: write a literal"];
  }
  return checkRegExp(pattern, flags ?? "");
}

function checkRegExp(pattern: string, flags: string): string[] {
  const where = `regular expression /${pattern}/${flags}`;
  const unknown = Array.from(flags).filter((flag) => !allowedFlags.has(flag));
  if (unknown.length > 0) return [`${where}: flag \`${unknown.join("")}\``];
  if (/\\p\{/i.test(pattern)) return [`${where}: \\p{…}`];
  if (/\(\?<[^=!]/.test(pattern)) return [`${where}: named group`];
  if (/\(\?<[=!]/.test(pattern)) return [`${where}: look-behind`];
  try {
    new RegExpParser({ ecmaVersion: 2017 }).parsePattern(pattern, 0, pattern.length, false);
    return [];
  } catch (error) {
    return [`${where}: ${(error as Error).message}`];
  }
}

function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const key in node) {
    const value = node[key];
    if (typeof value !== "object" || value === null) continue;
    if (!Array.isArray(value)) walkChild(value, visit);
    else for (const item of value) walkChild(item, visit);
  }
}

function walkChild(value: unknown, visit: (node: AnyNode) => void): void {
  const node = asNode(value);
  if (node !== null) walk(node, visit);
}

function asNode(value: unknown): AnyNode | null {
  const isNode = typeof value === "object" && value !== null && typeof (value as AnyNode).type === "string";
  return isNode ? (value as AnyNode) : null;
}

function nameOf(value: unknown): string | null {
  const node = asNode(value);
  return node?.type === "Identifier" ? (node.name as string) : null;
}
