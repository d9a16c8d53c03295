/** What the user wants, from flags, the environment, and answers where there is somebody to ask. */
import { didYouMean } from "../../src/schedule/document/guess";
import { knownTiers } from "../../src/schedule/tiers";
import { type Shell, UsageError } from "../lib/command";
import type { Environment } from "../lib/environment/environment";
import { EXAMPLES, type ExampleName, examples, type Wanted } from "./examples";
import { AUTHENTICATIONS, type Authentication, type InitOptions } from "./options";

export interface Choices {
  readonly example: ExampleName;
  readonly wanted: Wanted;
  readonly auth: Authentication;
}

type Ask = NonNullable<Shell["ask"]>;

export async function readChoices(
  options: InitOptions,
  environment: Environment,
  { ask, stderr }: Pick<Shell, "ask" | "stderr">,
  nowMs: number,
): Promise<Choices> {
  const given = {
    cluster: options.cluster ?? environment.ATLAS_CLUSTER_NAME ?? null,
    up: options.up ?? environment.SCALE_UP_TIER ?? null,
    down: options.down ?? environment.SCALE_DOWN_TIER ?? null,
  };
  const isUnclear = options.example === null && Object.values(given).includes(null);
  const example =
    options.example ?? (isUnclear && ask ? await askWord(ask, stderr, "What is it for?", EXAMPLES) : "month-start");
  const { needs } = examples[example];
  // office-hours pauses unless it is told otherwise in so many words.
  const down = needs.includes("down") ? given.down : options.down;
  const complete = await completed({ ...given, down }, needs, ask, stderr);
  const timezone = options.timezone ?? (ask && isUnclear ? await askZone(ask) : "UTC");
  const auth = options.auth ?? (await readAuthentication(environment, ask, stderr));
  const { start, end } = options;
  return { example, auth, wanted: { ...complete, start, end, timezone, nowMs } };
}

const questions = {
  cluster: { text: "Which cluster? ", flag: "--cluster", variable: "ATLAS_CLUSTER_NAME" },
  up: { text: "Its tier inside the window, such as M50? ", flag: "--up", variable: "SCALE_UP_TIER" },
  down: { text: "Its tier outside, such as M10? ", flag: "--down", variable: "SCALE_DOWN_TIER" },
} as const;

async function completed(
  given: Readonly<Record<keyof typeof questions, string | null>>,
  needs: readonly (keyof typeof questions)[],
  ask: Ask | undefined,
  stderr: Shell["stderr"],
): Promise<Pick<Wanted, "cluster" | "up" | "down">> {
  const missing = needs.filter((name) => given[name] === null);
  if (missing.length > 0 && ask === undefined) throw new UsageError(missing.map(describeMissing).join("\n"));
  const answers: Record<string, string | null> = { ...given };
  for (const name of missing) answers[name] = await askText(ask as Ask, stderr, name);
  return { cluster: answers.cluster ?? "", up: answers.up ?? "", down: answers.down ?? null };
}

function describeMissing(name: keyof typeof questions): string {
  const { flag, variable } = questions[name];
  return `${flag} is missing: give it, or set ${variable} in the environment or in .env`;
}

/** Three slips of the pen are forgiven; a terminal that was closed answers with nothing. */
const tries = 3;

async function askText(ask: Ask, stderr: Shell["stderr"], name: keyof typeof questions): Promise<string> {
  for (let count = 0; count < tries; count += 1) {
    const answer = await ask(questions[name].text);
    if (answer !== "" && (name === "cluster" || knownTiers.includes(answer))) return answer;
    if (answer !== "") stderr.write(`${answer} is no tier${didYouMean(answer, knownTiers)}\n`);
  }
  throw new UsageError(describeMissing(name));
}

async function askWord<Word extends string>(
  ask: Ask,
  stderr: Shell["stderr"],
  question: string,
  words: readonly Word[],
): Promise<Word> {
  for (let count = 0; count < tries; count += 1) {
    const answer = await ask(`${question} ${words.join(", ")}: `);
    const word = words.find((one) => one === answer);
    if (word !== undefined) return word;
    stderr.write(`"${answer}" is not one of ${words.join(", ")}${didYouMean(answer, words)}\n`);
  }
  throw new UsageError(`choose one of ${words.join(", ")}`);
}

/** An empty answer is the default; a wrong one is told when the schedule is read. */
async function askZone(ask: Ask): Promise<string> {
  return (await ask("In which time zone, such as Europe/Berlin? [UTC] ")) || "UTC";
}

/** Credentials that are there say which kind it is. */
async function readAuthentication(
  { ATLAS_CLIENT_ID, ATLAS_PUBLIC_KEY }: Environment,
  ask: Ask | undefined,
  stderr: Shell["stderr"],
): Promise<Authentication> {
  if (ATLAS_CLIENT_ID !== undefined) return "service-account";
  if (ATLAS_PUBLIC_KEY !== undefined || ask === undefined) return "api-key";
  return await askWord(ask, stderr, "How does the app call Atlas?", AUTHENTICATIONS);
}
