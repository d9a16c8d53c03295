/** The price file that the user keeps, which is the only source of prices. */

import { didYouMean } from "../../../../src/schedule/document/guess";
import { quote } from "../../../../src/schedule/document/quote";
import { knownTiers } from "../../../../src/schedule/tiers";
import { UsageError } from "../../command";
import { readJsonFile } from "../../json-file";
import { isOpenSize } from "../sizes";

const example = '{"currency": "USD", "hourly": {"M10": 0.08, "M50": 2}}';

export interface Prices {
  readonly file: string;
  readonly currency: string;
  /** The price of one cluster per hour, by its size as the plan names it: a tier, bounds ("M30-M60"), "paused", "running" or "unmanaged". */
  readonly hourly: ReadonlyMap<string, number>;
}

/** Throws a `UsageError` that names everything wrong with the file. */
export function readPrices(file: string): Prices {
  const written = readJsonFile(file);
  const problems: string[] = [];
  if (!isObject(written)) throw new UsageError(`${file}: ${quote(written)} is not a price list such as ${example}`);
  for (const key of Object.keys(written)) {
    if (key !== "currency" && key !== "hourly") {
      problems.push(`${printableKey(key)}: unknown key${didYouMean(key, ["currency", "hourly"])}`);
    }
  }
  const { currency } = written;
  if (typeof currency !== "string" || !/^[A-Za-z$€£¥]{1,8}$/.test(currency)) {
    problems.push(`currency: ${missingOr(currency, 'a currency such as "USD"')}`);
  }
  const hourly = readHourly(written.hourly, problems);
  if (problems.length > 0) throw new UsageError(problems.map((problem) => `${file}: ${problem}`).join("\n"));
  return { file, currency: String(currency), hourly };
}

function readHourly(written: unknown, problems: string[]): Map<string, number> {
  const hourly = new Map<string, number>();
  if (!isObject(written)) {
    problems.push(`hourly: ${missingOr(written, 'an object such as {"M10": 0.08}')}`);
    return hourly;
  }
  for (const [size, price] of Object.entries(written)) {
    const path = `hourly.${printableKey(size)}`;
    if (!isSize(size)) {
      problems.push(
        `${path}: is neither a tier, nor bounds such as M30-M60, nor paused, running or unmanaged${didYouMean(size, knownTiers)}`,
      );
    } else if (typeof price !== "number" || !(price >= 0 && price < 1e6)) {
      problems.push(`${path}: ${quote(price)} is not a price per hour`);
    } else {
      hourly.set(size, price);
    }
  }
  return hourly;
}

function isSize(size: string): boolean {
  if (size === "paused" || isOpenSize(size)) return true;
  const named = size.replace(/^analytics /, "").split("-");
  return named.length <= 2 && named.every((tier) => knownTiers.includes(tier));
}

function missingOr(value: unknown, wanted: string): string {
  return value === undefined ? `is missing; give ${wanted}` : `${quote(value)} is not ${wanted}`;
}

function printableKey(key: string): string {
  return /^[\w -]{1,40}$/.test(key) ? key : quote(key);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
