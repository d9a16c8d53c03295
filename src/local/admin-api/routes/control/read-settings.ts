/** Settings as the control route takes them: known names, values of their kind. */
import { isAddressOrBlock } from "../../access/access-list";
import { invalidAttribute, validationError } from "../../http/errors";
import { type JsonObject, readBoolean, readNumber, readObject, readText } from "../../http/json-reading";
import { BUCKETS, type BucketName, type BucketSize } from "../../limits";
import { DEFAULT_SETTINGS, SETTING_CHOICES, type Settings } from "../../settings";

export function readSettings(body: JsonObject): Partial<Settings> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, readSetting(name, value)]));
}

function readSetting(name: string, value: unknown): unknown {
  if (!isSetting(name)) throw invalidAttribute(name);
  if (name === "buckets") return readBuckets(readObject(value, name));
  if (name in SETTING_CHOICES) return readChoice(name, value);
  switch (typeof DEFAULT_SETTINGS[name]) {
    case "number":
      return readAmount(value, name);
    case "boolean":
      return readBoolean(value, name);
    default:
      return readAddress(value, name);
  }
}

const isSetting = (name: string): name is keyof Settings => Object.hasOwn(DEFAULT_SETTINGS, name);

function readChoice(name: string, value: unknown): string {
  const choices: Readonly<Record<string, readonly string[]>> = SETTING_CHOICES;
  const text = readText(value, name);
  if (!choices[name]?.includes(text)) throw validationError(`${name} must be one of ${choices[name]?.join(", ")}`);
  return text;
}

function readAmount(value: unknown, name: string): number {
  const amount = readNumber(value, name);
  if (!(amount >= 0 && amount <= Number.MAX_SAFE_INTEGER)) throw validationError(`${name} must not be below 0`);
  return amount;
}

function readAddress(value: unknown, name: string): string {
  const address = readText(value, name);
  if (!isAddressOrBlock(address) || address.includes("/")) throw validationError(`${name} must be an IPv4 address`);
  return address;
}

function readBuckets(body: JsonObject): Partial<Record<BucketName, BucketSize>> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (!Object.hasOwn(BUCKETS, name)) throw invalidAttribute(name);
      const size = readObject(value, name);
      return [name, { capacity: readAmount(size.capacity, "capacity"), refill: readAmount(size.refill, "refill") }];
    }),
  );
}
