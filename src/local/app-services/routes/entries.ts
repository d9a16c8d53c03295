/** Finding and changing the functions, triggers and Values of a document by their ids. */
import type { AppDocument, Entry, FunctionEntry } from "../configuration/document";
import { notFound } from "../errors";

export function functionWithId(document: AppDocument, id: string): FunctionEntry {
  const entry = document.functions.find((one) => one.id === id);
  if (!entry) throw notFound("function", id);
  return entry;
}

export function entryWithId(document: AppDocument, kind: "triggers" | "values", id: string): Entry {
  const entry = document[kind].find((one) => one.id === id);
  if (!entry) throw notFound(kind === "triggers" ? "trigger" : "value", id);
  return entry;
}

export function withFunctions(document: AppDocument, functions: readonly FunctionEntry[]): AppDocument {
  return { ...document, functions };
}

/** Adds the entry, or puts it in the place of the one with its id. */
export function withEntry(document: AppDocument, kind: "triggers" | "values", entry: Entry): AppDocument {
  const isKnown = document[kind].some(({ id }) => id === entry.id);
  const entries = isKnown
    ? document[kind].map((one) => (one.id === entry.id ? entry : one))
    : [...document[kind], entry];
  return { ...document, [kind]: entries };
}

export function withoutEntry(document: AppDocument, kind: "triggers" | "values", id: string): AppDocument {
  return { ...document, [kind]: document[kind].filter((one) => one.id !== id) };
}
