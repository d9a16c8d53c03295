/** What the user wants, from flags, the environment, and answers where there is somebody to ask. */
import { findZone, zoneNames } from "../../src/schedule/calendar/zone";
import { didYouMean } from "../../src/schedule/document/guess";
import { knownTiers } from "../../src/schedule/tiers";
import { UsageError } from "../lib/command";
import type { Environment } from "../lib/environment/environment";
import type { Prompts } from "../lib/prompts";
import { EXAMPLES, type ExampleName, examples, type Wanted } from "./examples";
import { AUTHENTICATIONS, type Authentication, type InitOptions } from "./options";

export interface Choices {
  readonly example: ExampleName;
  readonly wanted: Wanted;
  readonly auth: Authentication;
}

export async function readChoices(
  options: InitOptions,
  environment: Environment,
  prompts: Prompts | undefined,
  nowMs: number,
): Promise<Choices> {
  const given = {
    cluster: options.cluster ?? environment.ATLAS_CLUSTER_NAME ?? null,
    up: options.up ?? environment.SCALE_UP_TIER ?? null,
    down: options.down ?? environment.SCALE_DOWN_TIER ?? null,
  };
  const isUnclear = options.example === null && Object.values(given).includes(null);
  const example =
    options.example ?? (isUnclear && prompts ? await prompts.select("What is it for?", EXAMPLES) : "month-start");
  const { needs } = examples[example];
  // office-hours pauses unless it is told otherwise in so many words.
  const down = needs.includes("down") ? given.down : options.down;
  const complete = await completed({ ...given, down }, needs, prompts);
  const timezone = options.timezone ?? (prompts && isUnclear ? await askZone(prompts) : "UTC");
  const auth = options.auth ?? (await readAuthentication(environment, prompts));
  const { start, end } = options;
  return { example, auth, wanted: { ...complete, start, end, timezone, nowMs } };
}

const questions = {
  cluster: { message: "Which cluster?", example: "Cluster0", flag: "--cluster", variable: "ATLAS_CLUSTER_NAME" },
  up: { message: "Its tier inside the window?", example: "M50", flag: "--up", variable: "SCALE_UP_TIER" },
  down: { message: "Its tier outside?", example: "M10", flag: "--down", variable: "SCALE_DOWN_TIER" },
} as const;

async function completed(
  given: Readonly<Record<keyof typeof questions, string | null>>,
  needs: readonly (keyof typeof questions)[],
  prompts: Prompts | undefined,
): Promise<Pick<Wanted, "cluster" | "up" | "down">> {
  const missing = needs.filter((name) => given[name] === null);
  const answers: Record<string, string | null> = { ...given };
  for (const name of missing) {
    if (prompts === undefined) throw new UsageError(missing.map(describeMissing).join("\n"));
    const { message, example } = questions[name];
    answers[name] = await prompts.text({ message, example, ...(name !== "cluster" && { problemOf: problemOfTier }) });
  }
  return { cluster: answers.cluster ?? "", up: answers.up ?? "", down: answers.down ?? null };
}

function describeMissing(name: keyof typeof questions): string {
  const { flag, variable } = questions[name];
  return `${flag} is missing: give it, or set ${variable} in the environment or in .env`;
}

function problemOfTier(answer: string): string | undefined {
  return knownTiers.includes(answer) ? undefined : `${answer} is no tier${didYouMean(answer, knownTiers)}`;
}

async function askZone(prompts: Prompts): Promise<string> {
  return await prompts.text({
    message: "In which time zone?",
    example: "UTC, or a name such as Europe/Berlin",
    otherwise: "UTC",
    problemOf: (answer) =>
      findZone(answer) !== null ? undefined : `unknown zone ${answer}${didYouMean(answer, zoneNames())}`,
  });
}

/** Credentials that are there say which kind it is. */
async function readAuthentication(
  { ATLAS_CLIENT_ID, ATLAS_PUBLIC_KEY }: Environment,
  prompts: Prompts | undefined,
): Promise<Authentication> {
  if (ATLAS_CLIENT_ID !== undefined) return "service-account";
  if (ATLAS_PUBLIC_KEY !== undefined || prompts === undefined) return "api-key";
  return await prompts.select("How does the app call Atlas?", AUTHENTICATIONS);
}
