import { describe, expect, it } from "@jest/globals";
import { METER_EXPORT, meterWasm } from "../../../src/local/function-runtime/metered-wasm";

interface Instance {
  readonly exports: Record<string, (argument?: number) => unknown> & Record<typeof METER_EXPORT, { value: bigint }>;
}

const { Module, Instance: Instantiated } = (
  globalThis as unknown as {
    WebAssembly: { Module: new (bytes: Uint8Array) => object; Instance: new (module: object) => Instance };
  }
).WebAssembly;

const section = (id: number, ...content: readonly number[]) => [id, content.length, ...content];
const named = (name: string) => [name.length, ...Buffer.from(name)];

/** One function `run(i32)` with this body, a memory of a page, and a global of its own that is 7. */
function aModule(...body: readonly number[]): Uint8Array {
  const code = [0, ...body, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, 1, 0x60, 1, 0x7f, 0),
    ...section(3, 1, 0),
    ...section(5, 1, 0, 1),
    ...section(6, 1, 0x7f, 0, 0x41, 7, 0x0b),
    ...section(7, 2, ...named("run"), 0, 0, ...named("own"), 3, 0),
    ...section(10, 1, code.length, ...code),
  ]);
}

const ENDLESS = [0x03, 0x40, 0x0c, 0x00, 0x0b];
/** Counts its argument down to zero. */
const COUNTDOWN = [0x03, 0x40, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b];
/** memory.fill(0, 0, argument) */
const FILL = [0x41, 0, 0x41, 0, 0x20, 0, 0xfc, 11, 0];

function instanceOf(...body: readonly number[]): Instance {
  return new Instantiated(new Module(meterWasm(aModule(...body))));
}

function spent(body: readonly number[], argument: number): bigint {
  const { exports } = instanceOf(...body);
  exports[METER_EXPORT].value = 1_000n;
  exports.run?.(argument);
  return 1_000n - exports[METER_EXPORT].value;
}

describe("a metered module", () => {
  it("traps when its rounds are used up, again and again until it is allowed more", () => {
    const { exports } = instanceOf(...ENDLESS);
    exports[METER_EXPORT].value = 1_000n;
    expect(() => exports.run?.(1)).toThrow("unreachable");
    expect(() => exports.run?.(1)).toThrow("unreachable");
    expect(exports[METER_EXPORT].value).toBeLessThan(0n);
  });

  it.each([
    ["each round of a loop", COUNTDOWN, 12, 12n],
    ["each 64 bytes that are filled", FILL, 6_400, 100n],
    ["nothing for a few bytes", FILL, 63, 0n],
    ["nothing for code without loops", [0x01], 1, 0n],
  ])("takes for %s", (_, body, argument, expected) => {
    expect(spent(body, argument)).toBe(expected);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])("takes nothing for saturating conversion %i", (code) => {
    const float = [0, 1, 4, 5].includes(code) ? [0x43, 0, 0, 0, 0] : [0x44, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(spent([...float, 0xfc, code, 0x1a], 1)).toBe(0n);
  });

  it("takes for each 64 bytes that are copied", () => {
    expect(spent([0x41, 0, 0x41, 0, 0x20, 0, 0xfc, 10, 0, 0], 6_464)).toBe(101n);
  });

  it("has its own globals still", () => {
    expect((instanceOf(0x01).exports as unknown as { own: { value: number } }).own.value).toBe(7);
  });

  it.each([
    ["a vector instruction", [0xfd, 0]],
    ["a table instruction", [0xfc, 14, 0, 0]],
    ["the first prefixed one after the conversions", [0xfc, 8, 0, 0]],
    ["data.drop", [0xfc, 9, 0]],
    ["table.init", [0xfc, 12, 0, 0]],
  ])("is not made of code that is not known: %s", (_, body) => {
    expect(() => meterWasm(aModule(...body))).toThrow(/^a WebAssembly instruction 0x\w+( \d+)? is not known here$/);
  });
});
