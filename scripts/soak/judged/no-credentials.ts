/** Invariant 5: no credential is in any log, report, error or file. */

import type { RunRecord, SoakRecord } from "../lived/record";
import { everyRule, type Finding } from "./finding";

export const noCredentials = everyRule(leakedSecrets);

/** A finding names a secret by its first characters alone. */
function leakedSecrets({ runs, requests, files, secrets }: SoakRecord): readonly Finding[] {
  const texts = [JSON.stringify([runs.map(wordsOf), requests]), ...files];
  return secrets
    .filter((secret) => texts.some((text) => text.includes(secret)))
    .map((secret) => ({
      says: `the credential ${secret.slice(0, 4)}… is in a log, report, error or file`,
      atMs: null,
    }));
}

const wordsOf = ({ execution: { logs, error, resultEjson } }: RunRecord) => [logs, error, resultEjson];
