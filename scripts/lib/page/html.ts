/** HTML as text that knows it is HTML: whatever else is put into it is escaped, and made visible where it would not be seen. */
import { escapeText } from "../../../src/local/console/lanes/drawn/svg-text";

export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | false | readonly Part[];

/** The tag of a template: `html`<p>${text}</p>``. Lists are joined; null and false are nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const written = texts.map((text, index) => text + (index < parts.length ? markupOf(parts[index] ?? null) : ""));
  return { html: written.join("") };
}

/** Text that is HTML or SVG already. */
export function raw(text: string): Html {
  return { html: text };
}

function markupOf(part: Part): string {
  if (part === null || part === false) return "";
  if (typeof part === "string" || typeof part === "number") return escapeText(String(part));
  if ("html" in part) return part.html;
  return part.map(markupOf).join("");
}

/** Data for the page's script. No text in it can end the element that holds it. */
export function dataElement(className: string, value: unknown): Html {
  const text = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeInJson);
  return raw(`<script type="application/json" class="${escapeText(className)}">${text}</script>`);
}

function escapeInJson(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
