/** What a function may know, and a log show, of where an error came from: its own frames, the ten nearest. */

/** The file name under which the scripts of this folder are evaluated. */
export const OWN_FILE = "local-atlas.js";

const MOST_FRAMES = 10;

export function stackOf(error: Error): string {
  const frames = String(error.stack ?? "")
    .split("\n")
    .filter((line) => line !== "" && line.indexOf(OWN_FILE) === -1)
    .slice(0, MOST_FRAMES);
  return [`${nameOf(error)}: ${error.message}`, ...frames].join("\n");
}

/** QuickJS has an error type of its own for an exhausted stack; everybody else calls it a range error. */
export function nameOf(error: Error): string {
  return error.name === "InternalError" && error.message !== "out of memory" ? "RangeError" : String(error.name);
}
