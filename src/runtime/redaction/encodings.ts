/** A credential as it is written in other places: in a header, a URL, JSON, HTML, a dump. */

/** All ways of writing that are looked for. Those of base64 stand for whatever else was encoded before and after it. */
export function writtenForms(secret: string): string[] {
  const forms = [secret, escapedInJson(secret), escapedInHtml(secret)];
  const url = inUrl(secret);
  if (url === null) return forms;
  const bytes = unescapedBytes(url);
  forms.push(url, url.replace(/%20/g, "+"), inHex(bytes));
  for (const before of [0, 1, 2]) {
    const core = base64Core(bytes, before);
    forms.push(core, core.replace(/\+/g, "-").replace(/\//g, "_"));
  }
  return forms;
}

/** In base64, without the last digit where that depends on what comes after; "" for what cannot be encoded. */
export function inBase64(text: string): string {
  const url = inUrl(text);
  return url === null ? "" : base64Core(unescapedBytes(url), 0);
}

function escapedInJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escapedInHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

/** null: half a surrogate pair cannot be encoded. */
function inUrl(text: string): string | null {
  try {
    return encodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The bytes of the UTF-8 text that is percent-encoded. */
function unescapedBytes(url: string): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < url.length; i += 1) {
    const isEscape = url.charAt(i) === "%";
    bytes.push(isEscape ? Number.parseInt(url.slice(i + 1, i + 3), 16) : url.charCodeAt(i));
    if (isEscape) i += 2;
  }
  return bytes;
}

function inHex(bytes: readonly number[]): string {
  return bytes.map((byte) => `0${byte.toString(16)}`.slice(-2)).join("");
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The digits that the bytes alone determine when `before` other bytes stand ahead of them. */
function base64Core(bytes: readonly number[], before: number): string {
  const all = [...[0, 0].slice(0, before), ...bytes];
  const firstDigit = Math.ceil((before * 8) / 6);
  const digits = Math.floor((all.length * 8) / 6);
  let core = "";
  for (let digit = firstDigit; digit < digits; digit += 1) {
    const byte = Math.floor((digit * 6) / 8);
    const pair = ((all[byte] ?? 0) << 8) | (all[byte + 1] ?? 0);
    core += base64Digits.charAt((pair >> (10 - ((digit * 6) % 8))) & 63);
  }
  return core;
}
