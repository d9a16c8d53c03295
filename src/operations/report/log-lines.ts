import { logLineBytes, logLines } from "../run/limits";

/**
 * Cuts a report into what Atlas keeps of it: each line at most 512 bytes, 25 calls in all, of which `alreadyLogged`
 * are used up. What does not fit is counted in the last line, never dropped silently.
 */
export function fitLog(lines: readonly string[], alreadyLogged: number): string[] {
  const room = logLines - alreadyLogged;
  const cut = lines.map(cutToBytes);
  if (cut.length <= room) return cut;
  const kept = cut.slice(0, room - 1);
  return [...kept, `… and ${cut.length - kept.length} more lines: run \`status\` for all`];
}

function cutToBytes(line: string): string {
  if (utf8Bytes(line) <= logLineBytes) return line;
  let kept = "";
  let bytes = utf8Bytes("…");
  for (const character of Array.from(line)) {
    bytes += utf8Bytes(character);
    if (bytes > logLineBytes) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The length in UTF-8, which the runtime has no `TextEncoder` to tell. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    bytes += code < 0x80 ? 1 : code < 0x800 || isSurrogate ? 2 : 3;
  }
  return bytes;
}
