/**
 * Puts a meter into a WebAssembly module, so that no loop of it can go on for ever: every round of every loop takes one
 * from a global, and below zero the module traps. The engine's own check reaches the loops of a function only; a search
 * over 2^53 elements or a text of 100 MB goes on inside the engine without asking anybody. Copies and fills of memory,
 * which are single instructions, cost by their length.
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format). An instruction that is not known here is an error.
 */

/** The name under which the module exports the meter, a mutable global of type i64. */
export const METER_EXPORT = "localAtlasMeter";

/** Bytes moved or filled for the price of one round, as a power of two: some nanoseconds, as a round takes. */
const BYTES_PER_ROUND_POWER = 6;

const SECTION = { import: 2, global: 6, export: 7, code: 10 } as const;

export function meterWasm(wasm: Uint8Array): Uint8Array {
  const sections = sectionsOf(wasm);
  const contentOf = (id: number) => sections.find((section) => section.id === id)?.content ?? Uint8Array.of(0);
  const meter = importedGlobals(contentOf(SECTION.import)) + new Reader(contentOf(SECTION.global)).unsigned();
  const changed: Readonly<Record<number, (content: Uint8Array) => readonly number[]>> = {
    // (global (mut i64) (i64.const 0)), (global (mut i32) (i32.const 0))
    [SECTION.global]: (content) => extended(content, 2, [0x7e, 1, 0x42, 0, 0x0b, 0x7f, 1, 0x41, 0, 0x0b]),
    [SECTION.export]: (content) =>
      extended(content, 1, [METER_EXPORT.length, ...Buffer.from(METER_EXPORT), 0x03, ...unsigned(meter)]),
  };
  const parts: Uint8Array[] = [wasm.subarray(0, 8)];
  for (const { id, content } of sections) {
    const change = changed[id];
    const written =
      id === SECTION.code
        ? meterCode(content, meter)
        : change === undefined
          ? content
          : Uint8Array.from(change(content));
    parts.push(Uint8Array.from([id, ...unsigned(written.length)]), written);
  }
  return Buffer.concat(parts);
}

interface Section {
  readonly id: number;
  readonly content: Uint8Array;
}

function sectionsOf(wasm: Uint8Array): readonly Section[] {
  const reader = new Reader(wasm, 8);
  const sections: Section[] = [];
  while (!reader.isAtEnd()) {
    const id = reader.byte();
    const size = reader.unsigned();
    sections.push({ id, content: reader.take(size) });
  }
  return sections;
}

/** The section with so many more entries at its end. */
function extended(content: Uint8Array, more: number, entries: readonly number[]): readonly number[] {
  const reader = new Reader(content);
  const count = reader.unsigned();
  return [...unsigned(count + more), ...content.subarray(reader.at), ...entries];
}

function importedGlobals(content: Uint8Array): number {
  const reader = new Reader(content);
  let globals = 0;
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    reader.take(reader.unsigned());
    reader.take(reader.unsigned());
    const kind = reader.byte();
    if (kind === 0x00) reader.unsigned();
    else if (kind === 0x02) skipLimits(reader);
    else if (kind === 0x03) {
      reader.take(2);
      globals += 1;
    } else throw new Error(`an import of kind ${kind} is not known here`);
  }
  return globals;
}

function skipLimits(reader: Reader): void {
  const hasMaximum = (reader.byte() & 1) === 1;
  reader.unsigned();
  if (hasMaximum) reader.unsigned();
}

function meterCode(content: Uint8Array, meter: number): Uint8Array {
  const inserted = { loop: roundOf(meter), bytes: bytesOf(meter) };
  const reader = new Reader(content);
  const count = reader.unsigned();
  const parts: Uint8Array[] = [Uint8Array.from(unsigned(count))];
  for (let left = count; left > 0; left -= 1) {
    const body = meterBody(reader.take(reader.unsigned()), inserted);
    parts.push(Uint8Array.from(unsigned(body.length)), body);
  }
  return Buffer.concat(parts);
}

/** `loop` is put behind each beginning of a loop, `bytes` in front of each instruction that takes a number of bytes. */
function meterBody(body: Uint8Array, inserted: { readonly loop: Uint8Array; readonly bytes: Uint8Array }): Uint8Array {
  const reader = new Reader(body);
  for (let groups = reader.unsigned(); groups > 0; groups -= 1) {
    reader.unsigned();
    reader.byte();
  }
  const parts: Uint8Array[] = [];
  let written = 0;
  const insertAt = (at: number, code: Uint8Array) => {
    parts.push(body.subarray(written, at), code);
    written = at;
  };
  while (!reader.isAtEnd()) {
    const start = reader.at;
    const kind = skipInstruction(reader);
    if (kind === "loop") insertAt(reader.at, inserted.loop);
    else if (kind === "bytes") insertAt(start, inserted.bytes);
  }
  return Buffer.concat([...parts, body.subarray(written)]);
}

/** meter -= 1; if (meter < 0) unreachable */
function roundOf(meter: number): Uint8Array {
  const index = unsigned(meter);
  const take = [0x23, ...index, 0x42, 1, 0x7d, 0x24, ...index];
  return Uint8Array.from([...take, 0x23, ...index, 0x42, 0, 0x53, 0x04, 0x40, 0x00, 0x0b]);
}

/** The number of bytes lies on the stack, and goes through the second new global: meter -= bytes >> power */
function bytesOf(meter: number): Uint8Array {
  const [index, bytes] = [unsigned(meter), unsigned(meter + 1)];
  const cost = [0x23, ...bytes, 0xad, 0x42, BYTES_PER_ROUND_POWER, 0x88];
  return Uint8Array.from([0x24, ...bytes, 0x23, ...index, ...cost, 0x7d, 0x24, ...index, 0x23, ...bytes]);
}

type Operands = "none" | "number" | "two numbers" | "4 bytes" | "8 bytes" | "labels" | "prefixed";

/** What follows each instruction's first byte. */
const OPERANDS: ReadonlyMap<number, Operands> = new Map<number, Operands>([
  // unreachable, nop, else, end, return, drop, select; arithmetic
  ...each("none", [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, ...range(0x45, 0xc4)]),
  // blocks, branches, call; variables; the memory's size; constants of integers
  ...each("number", [0x02, 0x03, 0x04, 0x0c, 0x0d, 0x10, ...range(0x20, 0x24), 0x3f, 0x40, 0x41, 0x42]),
  // call_indirect has a type and a table, loads and stores an alignment and an offset
  ...each("two numbers", [0x11, ...range(0x28, 0x3e)]),
  ...each("4 bytes", [0x43]),
  ...each("8 bytes", [0x44]),
  ...each("labels", [0x0e]),
  ...each("prefixed", [0xfc]),
]);

function each(operands: Operands, codes: readonly number[]): readonly (readonly [number, Operands])[] {
  return codes.map((code) => [code, operands]);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function skipInstruction(reader: Reader): "loop" | "bytes" | undefined {
  const code = reader.byte();
  switch (OPERANDS.get(code)) {
    case "none":
      return undefined;
    case "number":
      reader.skipNumber();
      return code === 0x03 ? "loop" : undefined;
    case "two numbers":
      reader.skipNumber();
      return void reader.skipNumber();
    case "4 bytes":
      return void reader.take(4);
    case "8 bytes":
      return void reader.take(8);
    case "labels":
      for (let left = reader.unsigned() + 1; left > 0; left -= 1) reader.skipNumber();
      return undefined;
    case "prefixed":
      return skipPrefixed(reader);
    case undefined:
      throw new Error(`a WebAssembly instruction 0x${code.toString(16)} is not known here`);
  }
}

/** Saturating conversions, `memory.copy` and `memory.fill`. */
function skipPrefixed(reader: Reader): "bytes" | undefined {
  const code = reader.unsigned();
  if (code <= 7) return undefined;
  if (code !== 10 && code !== 11) throw new Error(`a WebAssembly instruction 0xfc ${code} is not known here`);
  reader.take(code === 10 ? 2 : 1);
  return "bytes";
}

class Reader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at];
    if (byte === undefined) throw new Error("the WebAssembly module ends too early");
    this.at += 1;
    return byte;
  }

  take(count: number): Uint8Array {
    this.at += count;
    return this.#bytes.subarray(this.at - count, this.at);
  }

  /** LEB128, of at most 32 bits. */
  unsigned(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  /** LEB128 of any length and sign. */
  skipNumber(): void {
    while (this.byte() >= 0x80);
  }
}

function unsigned(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}
