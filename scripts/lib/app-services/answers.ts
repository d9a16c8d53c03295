/**
 * What the service answers with a success, as far as it can be relied on. Whatever else may have answered must not be taken
 * for an app that holds nothing: a push would replace what it does hold.
 */
import { ServiceRefused } from "./session";

export type Entry = Readonly<Record<string, unknown>>;

/** An object that has these texts. `what` was asked, as "GET /path". Throws `ServiceRefused`. */
export function entryIn(content: unknown, what: string, texts: readonly string[]): Entry {
  if (isEntry(content, texts)) return content;
  throw unlike(what, `an object${having(texts)}`);
}

/** A list of such objects. Go, in which the service is written, has null for one that nothing was put into. */
export function entriesIn(content: unknown, what: string, texts: readonly string[]): readonly Entry[] {
  if (content === null) return [];
  if (Array.isArray(content) && content.every((one) => isEntry(one, texts))) return content;
  throw unlike(what, `a list of objects${having(texts)}`);
}

const having = (texts: readonly string[]) => (texts.length === 0 ? "" : ` with ${texts.join(" and ")}`);

function isEntry(content: unknown, texts: readonly string[]): content is Entry {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return false;
  return texts.every((name) => typeof (content as Entry)[name] === "string");
}

function unlike(what: string, wanted: string): ServiceRefused {
  const remedy = "Try again in a few minutes, and check APP_SERVICES_URL and ATLAS_BASE_URL where they are set";
  return new ServiceRefused(`${what} was not answered as App Services does, with ${wanted}. ${remedy}`, null, null);
}
