import { hideShapes } from "./credential-shapes";
import { writtenForms } from "./encodings";
import { createKnownSecrets } from "./known-secrets";

/**
 * Keeps credentials out of texts: those that it was told of, in any way of writing, whole or eight characters of them; and
 * whatever looks like one.
 */
export interface Redactor {
  learn(secret: string): void;
  redact(text: string): string;
}

export function createRedactor(): Redactor {
  const learned = new Set<string>();
  const known = createKnownSecrets();

  function learn(secret: string): void {
    const trimmed = secret.trim();
    if (learned.has(trimmed)) return;
    learned.add(trimmed);
    for (const form of writtenForms(trimmed)) known.add(form);
  }

  function hideKnown(text: string): string {
    let cleaned = "";
    let at = 0;
    for (const { from, until } of known.find(text)) {
      cleaned += `${text.slice(at, from)}[redacted]`;
      at = until;
    }
    return cleaned + text.slice(at);
  }

  return { learn, redact: (text) => hideKnown(hideShapes(text)) };
}
