/**
 * JSON as a person would write a schedule: a list or an object stays on its line while it fits there, so that a window
 * reads as one line. Names and values stay as they were written, a name that is given twice included. Pure.
 */
const WIDTH = 100;
const STEP = 2;

/** Throws a SyntaxError where the text is not JSON. */
export function formatJson(text: string): string {
  JSON.parse(text);
  const tokens = text.match(TOKEN) ?? [];
  const [root] = readAll(tokens);
  if (root === undefined) return text;
  return `${typeof root.node === "string" ? root.node : broken(root.node, 0)}\n`;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** A string, number or word as it was written; or what stands between brackets. */
type Node = string | Container;

interface Container {
  readonly brackets: "{}" | "[]";
  readonly parts: Part[];
}

interface Part {
  /** `"tier": `; empty in a list. */
  readonly name: string;
  readonly node: Node;
}

/** Of tokens that are known to be JSON. */
function readAll(tokens: readonly string[]): readonly Part[] {
  const open: Container[] = [{ brackets: "[]", parts: [] }];
  let name = "";
  for (const [index, token] of tokens.entries()) {
    if ("}]".includes(token)) open.pop();
    if (",:}]".includes(token)) continue;
    const isName = tokens[index + 1] === ":";
    const node = nodeOf(token);
    if (!isName) open.at(-1)?.parts.push({ name, node });
    if (typeof node !== "string") open.push(node);
    name = isName ? `${token}: ` : "";
  }
  return open[0]?.parts ?? [];
}

function nodeOf(token: string): Node {
  if (token === "{") return { brackets: "{}", parts: [] };
  return token === "[" ? { brackets: "[]", parts: [] } : token;
}

function broken({ brackets, parts }: Container, indent: number): string {
  const [start = "", end = ""] = brackets;
  if (parts.length === 0) return brackets;
  const pad = " ".repeat(indent + STEP);
  const lines = parts.map((part) => pad + written(part, indent + STEP));
  return `${start}\n${lines.join(",\n")}\n${" ".repeat(indent)}${end}`;
}

function written({ name, node }: Part, indent: number): string {
  if (typeof node === "string") return name + node;
  const comma = 1;
  return name + (flatWithin(node, WIDTH - indent - name.length - comma) ?? broken(node, indent));
}

/** On one line; null: it does not fit. Stops looking as soon as that is known. */
function flatWithin(node: Node, room: number): string | null {
  if (typeof node === "string") return node.length <= room ? node : null;
  const [start = "", end = ""] = node.brackets;
  const space = start === "{" ? " " : "";
  const texts: string[] = [];
  let left = room - 2 * (1 + space.length);
  for (const part of node.parts) {
    const text = left < 0 ? null : flatWithin(part.node, left - part.name.length);
    if (text === null) return null;
    texts.push(part.name + text);
    left -= part.name.length + text.length + 2;
  }
  return texts.length === 0 ? node.brackets : `${start}${space}${texts.join(", ")}${space}${end}`;
}
