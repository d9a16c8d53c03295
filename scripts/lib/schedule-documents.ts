import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "../../src/schedule/document/parse";
import type { Issue, ScheduleDocument } from "../../src/schedule/model";
import { UsageError } from "./command";
import { readJsonFile, readJsonText } from "./json-file";

/** A schedule document and the file it was read from. */
export interface DocumentFile {
  /** The path, for messages. */
  readonly file: string;
  /** The document as the file has it, unparsed: an object, or a text that holds one. */
  readonly written: unknown;
  readonly document: ScheduleDocument;
}

/** Every schedule document of an app folder: the Value `schedule` and the environment values of that name. All problems at once. */
export function readAppDocuments(appDir: string): DocumentFile[] {
  const file = join(appDir, "values/schedule.json");
  const ofValue = existsSync(file) ? [{ file, written: writtenInValue(file) }] : [];
  return parseAll([...ofValue, ...environmentDocuments(join(appDir, "environments"))]);
}

/** A schedule document or a Value file that holds one. */
export function readDocumentFile(file: string): DocumentFile {
  const [document] = parseAll([{ file, written: writtenIn(file) }]);
  if (document === undefined) throw new UsageError(`${file}: contains no schedule document`);
  return document;
}

/** Problems that one message lists; the rest are counted. */
const problemsShown = 200;

function parseAll(found: readonly { file: string; written: unknown }[]): DocumentFile[] {
  const documents: DocumentFile[] = [];
  const problems: string[] = [];
  for (const { file, written } of found) {
    const reading = typeof written === "string" ? readJsonText(written) : { value: written };
    if ("problem" in reading) {
      problems.push(`${file}: the text that holds the schedule is not JSON: ${reading.problem}`);
      continue;
    }
    const parsed = parseDocument(reading.value);
    if ("config" in parsed) documents.push({ file, written, document: parsed.config });
    else for (const issue of parsed.issues) problems.push(`${file}: ${describeIssue(issue)}`);
  }
  if (problems.length === 0) return documents;
  const more = problems.length > problemsShown ? [`… and ${problems.length - problemsShown} more problems`] : [];
  throw new UsageError([...problems.slice(0, problemsShown), ...more].join("\n"));
}

function describeIssue({ path, message }: Issue): string {
  return path === "" ? message : `${path}: ${message}`;
}

/** The document of a Value file `{name, value, from_secret}`, or the file's content itself. */
function writtenIn(file: string): unknown {
  const content = readJsonFile(file);
  if (typeof content !== "object" || content === null || "schedules" in content || !("value" in content))
    return content;
  return content.value;
}

/** The app reads the Value by its name. A Secret holds 500 characters at most (App Services docs), too few for a schedule. */
function writtenInValue(file: string): unknown {
  const { name, from_secret } = (readJsonFile(file) ?? {}) as { name?: unknown; from_secret?: unknown };
  if (name !== undefined && name !== "schedule") throw new UsageError(`${file}: name: must be "schedule"`);
  if (from_secret === true)
    throw new UsageError(`${file}: from_secret: must be false, because a Secret is too small to hold a schedule`);
  return writtenIn(file);
}

function environmentDocuments(dir: string): { file: string; written: unknown }[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) => {
      const file = join(dir, name);
      const values = (readJsonFile(file) as { values?: Record<string, unknown> } | null)?.values;
      return values?.schedule === undefined ? [] : [{ file, written: values.schedule }];
    });
}
