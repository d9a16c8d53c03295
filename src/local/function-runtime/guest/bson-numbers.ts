/** The number types of the global `BSON`. Source: Atlas docs, "Global Modules", section "BSON". */
import { type BsonValue, extended } from "./bson-value";

class NumberValue implements BsonValue {
  readonly #key: string;
  readonly #text: string;
  constructor(key: string, text: string) {
    this.#key = key;
    this.#text = text;
  }
  toString() {
    return this.#text;
  }
  toJSON() {
    return this.#key === "$numberDecimal" ? this[extended]() : Number(this.#text);
  }
  valueOf() {
    return Number(this.#text);
  }
  toNumber() {
    return Number(this.#text);
  }
  [extended]() {
    return { [this.#key]: this.#text };
  }
}

/** The documentation calls these without `new`; each works with it too. */
export function createNumbers() {
  function Int32(value = 0) {
    return new NumberValue("$numberInt", String(value | 0));
  }
  function Double(value = 0) {
    return new NumberValue("$numberDouble", doubleText(Number(value)));
  }
  function Long(low = 0, high = 0) {
    return new NumberValue("$numberLong", longText(low | 0, high | 0));
  }
  const fromString = (text: string) => {
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^[+-]?(inf(inity)?)$|^nan$/i.test(String(text))) {
      throw new TypeError(`${JSON.stringify(text)} is not a Decimal128`);
    }
    return new NumberValue("$numberDecimal", String(text));
  };
  return { Int32, Double, Long, Decimal128: { fromString } };
}

export const numberReaders = {
  $numberInt: (text: unknown) => Number(text),
  $numberDouble: (text: unknown) => Number(text),
  $numberLong: (text: unknown) => new NumberValue("$numberLong", String(text)),
  $numberDecimal: (text: unknown) => new NumberValue("$numberDecimal", String(text)),
};

/** "1e+21" and the like are valid; an integer says that it is a double. */
export function doubleText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21
    ? Object.is(value, -0)
      ? "-0.0"
      : `${value}.0`
    : `${value}`;
}

/** Decimal digits of high * 2^32 + low, six at a time: all steps stay below 2^53. */
function longText(low: number, high: number): string {
  if (high < 0) {
    const positiveLow = -low >>> 0;
    const positiveHigh = (~high + (positiveLow === 0 ? 1 : 0)) >>> 0;
    return `-${digitsOf(positiveLow, positiveHigh)}`;
  }
  return digitsOf(low >>> 0, high);
}

function digitsOf(low: number, high: number): string {
  let [upper, lower, digits] = [high, low, ""];
  while (upper > 0 || lower >= 1e6) {
    const rest = (upper % 1e6) * 2 ** 32 + lower;
    upper = Math.floor(upper / 1e6);
    lower = Math.floor(rest / 1e6);
    digits = String(rest % 1e6).padStart(6, "0") + digits;
    upper += Math.floor(lower / 2 ** 32);
    lower = lower % 2 ** 32;
  }
  return String(lower) + digits === "0" ? "0" : (String(lower) + digits).replace(/^0+/, "");
}
