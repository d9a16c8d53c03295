/** The global `Buffer`, as far as text encodings go. Source: Atlas docs, "JavaScript Support"; Node.js 10 API, "Buffer". */
import type { Host } from "./host";

const ENCODINGS: Readonly<Record<string, string>> = {
  utf8: "utf8",
  "utf-8": "utf8",
  base64: "base64",
  hex: "hex",
  latin1: "latin1",
  binary: "latin1",
  ascii: "latin1",
};

export function createBuffer(host: Host): unknown {
  class Buffer extends Uint8Array<ArrayBuffer> {
    static override from(source: unknown, encoding?: unknown): Buffer {
      if (typeof source === "string") return new Buffer(host.bytesOf(JSON.stringify(source), encodingOf(encoding)));
      if (source instanceof ArrayBuffer) return new Buffer(source);
      if (Array.isArray(source) || source instanceof Uint8Array) return new Buffer(Uint8Array.from(source).buffer);
      throw new TypeError("Buffer.from takes a string, bytes or an array of bytes");
    }
    static alloc(size: number): Buffer {
      return new Buffer(new ArrayBuffer(size));
    }
    static isBuffer(value: unknown): boolean {
      return value instanceof Buffer;
    }
    static byteLength(text: string, encoding?: unknown): number {
      return host.bytesOf(JSON.stringify(String(text)), encodingOf(encoding)).byteLength;
    }
    static concat(parts: readonly Uint8Array[]): Buffer {
      const whole = Buffer.alloc(parts.reduce((length, part) => length + part.length, 0));
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    }
    override toString(encoding?: unknown): string {
      return host.textOf(this.buffer.slice(this.byteOffset, this.byteOffset + this.byteLength), encodingOf(encoding));
    }
    toJSON(): unknown {
      return { type: "Buffer", data: Array.from(this) };
    }
    equals(other: Uint8Array): boolean {
      return this.length === other.length && this.every((byte, index) => byte === other[index]);
    }
  }
  return Buffer;
}

function encodingOf(encoding: unknown): string {
  const known = encoding === undefined ? "utf8" : ENCODINGS[String(encoding).toLowerCase()];
  if (known === undefined) throw new TypeError(`local Atlas does not know the Buffer encoding ${String(encoding)}`);
  return known;
}
