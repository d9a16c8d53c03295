import type { Redactor } from "./redaction/redactor";
import { mapTexts } from "./text/map-texts";
import { cutTo, printable, printableLines } from "./text/printable";

/** What leaves a function: log lines, messages, its result, its error. */
export interface Outgoing {
  /** Text of one line. */
  text(text: string): string;
  result<Result>(result: Result): Result;
  error(error: unknown): unknown;
}

/** The longest text of a report: the longest that this app writes lists 50 problems of a document. */
const maxTextLength = 20_000;

/** Everything is made printable, then redacted, and then cut, so that no part of a credential stands before a cut made here. */
export function createOutgoing({ redact }: Redactor): Outgoing {
  const text = (one: string) => cutTo(maxTextLength, redact(printable(one)));
  const lines = (several: string) => cutTo(maxTextLength, redact(printableLines(several)));
  // The keys of reports are words; other keys are tags that somebody wrote.
  const key = (one: string) => (/^[A-Za-z]{1,40}$/.test(one) ? one : text(one));
  const plain = (value: unknown) => mapTexts(value, { text: onceForEach(text), key: onceForEach(key) });

  function cleanError(error: unknown, depth: number): unknown {
    if (!(error instanceof Error)) return plain(error);
    if (depth > 5) return new Error("the causes of an error have no end");
    const facts = error as unknown as Record<string, unknown>;
    for (const name of Object.keys(facts)) {
      if (name !== "message" && name !== "stack" && name !== "cause") facts[name] = plain(facts[name]);
    }
    const cause = facts.cause;
    if (cause !== undefined) facts.cause = cleanError(cause, depth + 1);
    return withTexts(error, lines(error.message), lines(stackOf(error)));
  }

  return {
    text,
    result: <Result>(result: Result) => plain(result) as Result,
    error: (error) => {
      try {
        return cleanError(error, 0);
      } catch {
        return new Error("the function failed, and its error could not be made safe to show");
      }
    },
  };
}

/** A report says much the same of a thousand clusters. */
function onceForEach(map: (text: string) => string): (text: string) => string {
  const mapped = new Map<string, string>();
  return (text) => {
    const known = mapped.get(text);
    if (known !== undefined) return known;
    const result = map(text);
    mapped.set(text, result);
    return result;
  };
}

function stackOf({ stack }: Error): string {
  return typeof stack === "string" ? stack : "";
}

/** The error itself, for its kind matters; where the engine does not let go of a text of its own, another in its place. */
function withTexts(error: Error, message: string, stack: string): Error {
  error.message = message;
  if (stackOf(error) !== stack) error.stack = stack;
  if (error.message === message && stackOf(error) === stack) return error;
  const other = new Error(message);
  other.name = error.name;
  return other;
}
