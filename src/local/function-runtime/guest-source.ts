/** The script that makes a realm of the engine what App Services offers: `guest/`, bundled into one expression. */
import { join } from "node:path";
import { buildSync } from "esbuild";

let bundled: string | undefined;

/** An expression whose value is `install` of `guest/main`. The same for every runtime of a process, so made once. */
export function loadGuestSource(): string {
  bundled ??= bundleGuest();
  return bundled;
}

/** Synchronous, for the other way leaves a helper process behind that keeps a test run from ending. */
function bundleGuest(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, "guest", "main.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "guest",
    target: "es2022",
    minifySyntax: true,
    minifyWhitespace: true,
  });
  const script = outputFiles[0]?.text;
  if (script === undefined) throw new Error("the guest script came out empty");
  return `(function () { ${script}\nreturn guest.install; })()`;
}
