/**
 * The documented part of the global `BSON`: values that hold what they were given and know their Extended JSON.
 * Source: Atlas docs, "Global Modules", section "BSON"; the members' canonical form: MongoDB Extended JSON v2.
 */
import { createNumbers, numberReaders } from "./bson-numbers";
import { type BsonValue, extended } from "./bson-value";
import type { Host } from "./host";

type Bytes = Uint8Array<ArrayBuffer>;

export interface Binary extends BsonValue {
  text(): string;
  bytes(): Bytes;
}

export interface BsonModule {
  readonly global: Readonly<Record<string, unknown>>;
  /** Makes a Binary of text or of bytes; the other form is made when it is asked for. */
  binaryOf(content: string | ArrayBuffer): Binary;
  isBinary(value: unknown): value is Binary;
  /** What reads an Extended JSON object, by the one key of that object. */
  readonly readers: Readonly<Record<string, (value: unknown) => unknown>>;
}

export function createBson(host: Host): BsonModule {
  class BinaryValue implements Binary {
    readonly #content: string | Bytes;
    readonly sub_type: number;
    constructor(content: string | Bytes, subType = 0) {
      this.#content = content;
      this.sub_type = subType;
    }
    static fromHex(text: string, subType?: number) {
      return new BinaryValue(new Uint8Array(host.bytesOf(JSON.stringify(String(text)), "hex")), subType);
    }
    static fromBase64(text: string, subType?: number) {
      return new BinaryValue(new Uint8Array(host.bytesOf(JSON.stringify(String(text)), "base64")), subType);
    }
    static fromText(text: string, subType?: number) {
      return new BinaryValue(String(text), subType);
    }
    bytes() {
      const content = this.#content;
      return typeof content === "string" ? new Uint8Array(host.bytesOf(JSON.stringify(content), "utf8")) : content;
    }
    text() {
      return typeof this.#content === "string" ? this.#content : host.textOf(bufferOf(this.#content), "utf8");
    }
    toHex() {
      return host.textOf(bufferOf(this.bytes()), "hex");
    }
    toBase64() {
      return host.textOf(bufferOf(this.bytes()), "base64");
    }
    length() {
      return this.bytes().length;
    }
    toString() {
      return this.text();
    }
    [extended]() {
      const subType = this.sub_type.toString(16).padStart(2, "0");
      return { $binary: { base64: this.toBase64(), subType } };
    }
  }

  class ObjectId implements BsonValue {
    readonly #hex: string;
    constructor(id?: string) {
      const hex = id === undefined ? host.newObjectId() : hexOfId(host, String(id));
      if (hex === undefined) throw new TypeError("an ObjectId is 24 hex characters or 12 bytes");
      this.#hex = hex;
    }
    toHexString() {
      return this.#hex;
    }
    toString() {
      return this.#hex;
    }
    toJSON() {
      return this.#hex;
    }
    equals(other: unknown) {
      return String(other).toLowerCase() === this.#hex;
    }
    getTimestamp() {
      return new Date(1000 * Number.parseInt(this.#hex.slice(0, 8), 16));
    }
    [extended]() {
      return { $oid: this.#hex };
    }
  }

  const global = { ...createNumbers(), ...createKeys(), Binary: callable(BinaryValue), ObjectId: callable(ObjectId) };
  return {
    global,
    binaryOf: (content) => new BinaryValue(typeof content === "string" ? content : new Uint8Array(content)),
    isBinary: (value): value is Binary => value instanceof BinaryValue,
    readers: {
      ...numberReaders,
      $oid: (hex) => new ObjectId(String(hex)),
      $binary: readBinary,
      $date: readDate,
      $regularExpression: (value) => {
        const { pattern, options } = value as { pattern: string; options: string };
        return new global.BSONRegExp(pattern, options);
      },
      $minKey: () => global.MinKey,
      $maxKey: () => global.MaxKey,
      $undefined: () => undefined,
    },
  };

  function readBinary(value: unknown) {
    const { base64, subType } = value as { base64: string; subType: string };
    return BinaryValue.fromBase64(base64, Number.parseInt(subType, 16));
  }
}

function createKeys() {
  class BsonRegExp implements BsonValue {
    readonly pattern: string;
    readonly options: string;
    constructor(pattern: string, options = "") {
      this.pattern = pattern;
      this.options = options;
    }
    [extended]() {
      return { $regularExpression: { pattern: this.pattern, options: this.options } };
    }
  }
  return {
    BSONRegExp: callable(BsonRegExp),
    MinKey: { [extended]: () => ({ $minKey: 1 }) },
    MaxKey: { [extended]: () => ({ $maxKey: 1 }) },
  };
}

/** Canonical: milliseconds as a long. Relaxed: an ISO string. */
function readDate(value: unknown): Date {
  if (typeof value !== "object" || value === null) return new Date(String(value));
  return new Date(Number((value as { $numberLong?: string }).$numberLong));
}

function hexOfId(host: Host, id: string): string | undefined {
  if (/^[0-9a-f]{24}$/i.test(id)) return id.toLowerCase();
  return id.length === 12 ? host.textOf(host.bytesOf(JSON.stringify(id), "latin1"), "hex") : undefined;
}

function bufferOf(bytes: Bytes): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/** A class that may be called without `new`, as the documentation's samples do. */
function callable<Type extends new (...args: never[]) => object>(type: Type): Type {
  function make(...args: never[]): object {
    return new type(...args);
  }
  Object.setPrototypeOf(make, type);
  Object.defineProperty(make, "name", { value: type.name });
  Object.defineProperty(make, "prototype", { value: type.prototype, writable: false });
  Object.defineProperty(type.prototype, "constructor", { value: make });
  return make as unknown as Type;
}
