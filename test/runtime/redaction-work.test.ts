/** What a server answers is redacted whole, on the platform's engine, and a hostile one makes it as long as it can. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { APP_SERVICES_LIMITS } from "../../src/local/function-runtime/limits";
import { aBench, type Bench } from "../local/function-runtime/an-app";

const LENGTH = 20_000;

/** Each begins again what a shape looks for, and never ends it; or is long, and of characters that a shape runs through. */
const units = [
  ...["a", "A", "0", "aA0", "-", ".", "=", "/", '"', "'", "\\", " ", "\n", ":", ",", "@", "\u2026", "\u200b"],
  ...["a.", "a=", "a ", "a:", "a,", "a://", "://", "a@", 'a="', "a=b,", "g+", "0000000f\u2026x"],
  ...[
    "authorization ",
    "authorization:",
    'cookie="',
    "cookie='",
    "Digest ",
    "Digest a",
    "Digest a=",
    'Digest a="',
    ",",
  ],
  ...["nonce", "nonce=", "response=", "response", 'response="', "opaque:", "ha1 ", "Basic ", "Bearer a", "Token\t"],
  ...["eyJ", "eyJa.", "mdb_sa_sk_", "mdb_sa_sk", "RGlnZXN0", "QmFzaWMg/", "\u001b[", "\u001b[0", "\u001b]", "\u009b;"],
];

/** In front, so that every shape is tried; and behind what is long, so that a shape that fails does so at its end. */
const marked = `${"0".repeat(32)} response nonce authorization cookie basic token digest :// eyJ mdb_sa_sk \u2026 `;

describe("redaction", () => {
  let bench: Bench;
  beforeAll(async () => {
    const { outputFiles } = await build({
      ...{ entryPoints: [join(__dirname, "redacting-function.ts")], bundle: true, write: false },
      ...{ format: "iife", globalName: "redaction", target: "es2017" },
    });
    const source = `${outputFiles[0]?.text}
      exports = (unit, start, end, length) => redaction.redacted(start + unit.repeat(length / unit.length) + end).length;`;
    bench = await aBench({ main: source }, { limits: { ...APP_SERVICES_LIMITS, rounds: LENGTH * 1_000 } });
  });
  afterAll(() => bench.dispose());

  it.each(units.map((unit) => [JSON.stringify(unit), unit]))(
    "of a long text of %s takes bounded work",
    async (_name, unit) => {
      for (const end of ["", "\u2026"]) {
        const { result, error } = await bench.run({ functionName: "main", args: [unit, marked, end, LENGTH] });
        expect(error).toBeUndefined();
        expect(result).toBeGreaterThan(0);
      }
    },
  );
});
