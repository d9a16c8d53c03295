/** SVG as text: values are escaped, and what would not be seen in them is made visible. */
import { visibleText } from "../visible-text";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeText(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** `content` is SVG already; an attribute that is null is left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  content = "",
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeText(String(value))}"`);
  return `<${name}${written.join("")}>${content}</${name}>`;
}

/** An element for a path; nothing where there is no path. */
export function pathElement(className: string, path: string): string {
  return path === "" ? "" : element("path", { class: className, d: path });
}
