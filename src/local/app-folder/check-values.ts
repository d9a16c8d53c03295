/** `values/*.json` and `environments/*.json`. Source: Atlas docs, "Values & Secrets", "Environment Values". */
import { type AppPart, type AppValue, ENVIRONMENT_TAGS } from "./model";
import { isObject, type Report, readFlag, readText, refuseRepeats } from "./read-json";

export function checkValues(
  parts: readonly AppPart[],
  secretNames: ReadonlySet<string>,
  report: Report,
): readonly AppValue[] {
  const values = parts.map((part) => checkValue(part, secretNames, report));
  refuseRepeats(values, "value", report);
  return values.map(({ where: _, ...value }) => value);
}

function checkValue({ where, content }: AppPart, secretNames: ReadonlySet<string>, report: Report) {
  const value = isObject(content) ? content : {};
  if (!isObject(content)) report(where, "must be a JSON object");
  const name = readText(value, "name", where, report);
  if (name !== "" && !/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)) {
    report(`${where}: name`, `"${name}" must be at most 64 letters, digits, - or _, beginning with a letter or digit`);
  }
  if (value.value === undefined && isObject(content)) report(`${where}: value`, "is missing");
  const isFromSecret = readFlag(value, "from_secret", where, report);
  if (isFromSecret) checkSecret(value.value, secretNames, where, report);
  return { where, name, value: value.value, isFromSecret };
}

function checkSecret(secret: unknown, secretNames: ReadonlySet<string>, where: string, report: Report): void {
  if (typeof secret !== "string") report(`${where}: value`, "must be the name of a Secret");
  else if (!secretNames.has(secret)) report(`${where}: value`, `there is no Secret ${secret}: create it before`);
}

export function checkEnvironments(
  parts: ReadonlyMap<string, AppPart>,
  report: Report,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const environments: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const [tag, { where, content }] of parts) {
    const values = isObject(content) ? content.values : undefined;
    if (!ENVIRONMENT_TAGS.some((known) => known === tag)) {
      report(where, `${tag} is no environment: ${ENVIRONMENT_TAGS.join(", ")}`);
    } else if (!isObject(values)) {
      report(where, 'must be {"values": {…}}');
    } else {
      environments[tag] = values;
    }
  }
  return environments;
}
