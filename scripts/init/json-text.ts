const width = 120;

/** JSON as the formatter of this project leaves it: what fits into a line stands in one. */
export function jsonText(value: unknown): string {
  return `${textOf(value, 0, 0)}\n`;
}

/** `before`: what stands in the line ahead of the value, and behind it. */
function textOf(value: unknown, indent: number, before: number): string {
  const inline = inlineText(value);
  if (typeof value !== "object" || value === null || (indent > 0 && indent + before + inline.length <= width))
    return inline;
  const spaces = " ".repeat(indent + 2);
  const entries = Array.isArray(value)
    ? value.map((item) => `${spaces}${textOf(item, indent + 2, 1)}`)
    : Object.entries(value).map(([key, item]) => {
        const name = `${JSON.stringify(key)}: `;
        return `${spaces}${name}${textOf(item, indent + 2, name.length + 1)}`;
      });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${entries.join(",\n")}\n${" ".repeat(indent)}${close}`;
}

function inlineText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inlineText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inlineText(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
