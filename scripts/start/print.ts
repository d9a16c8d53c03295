import { localKey, localProject } from "./defaults";
import type { StartedAtlas } from "./run";

/** The address first, by itself; then how to get in, and three commands that work as they stand. */
export function printStart({ atlas, clientAppId, notes }: StartedAtlas): string {
  const { url, keeper } = atlas;
  const at = new Date(keeper.clock.now()).toISOString().slice(0, 19).replace("T", " ");
  const pace = keeper.speed === "step" ? "stands: step it as below" : `${keeper.speed}× real time`;
  return `${[
    url,
    "",
    `Local Atlas: its clock shows ${at} UTC and ${keeper.speed === "step" ? pace : `runs at ${pace}`}. Ctrl-C stops it.`,
    `API key ${localKey.publicKey}, private key ${localKey.privateKey}, project ${localProject.id} (owner).`,
    ...(clientAppId === null ? [] : [`The app ${clientAppId} is deployed; its triggers fire.`]),
    ...notes,
    "",
    "Try next:",
    ...commandsToTry(url, clientAppId).map((command) => `  ${command}`),
    ...(keeper.speed === "step" ? ["", "Let an hour pass:", `  ${stepCommand(url)}`] : []),
  ].join("\n")}\n`;
}

function commandsToTry(url: string, clientAppId: string | null): readonly string[] {
  const realm = `npx --no-install realm-cli --profile local-atlas --telemetry off --realm-url ${url} --atlas-url ${url}`;
  const { publicKey, privateKey } = localKey;
  const cluster = `${url}/api/atlas/v2/groups/${localProject.id}/clusters/Cluster0`;
  const third =
    clientAppId === null
      ? `push --local app --project ${localProject.id} -y`
      : `function run --app ${clientAppId} --project ${localProject.id} --name status`;
  return [
    `curl --digest -u ${publicKey}:${privateKey} -H 'Accept: application/vnd.atlas.2024-08-05+json' ${cluster}`,
    `${realm} login --api-key ${publicKey} --private-api-key ${privateKey} -y`,
    `${realm} ${third}`,
  ];
}

function stepCommand(url: string): string {
  return `curl -X POST -H 'Content-Type: application/json' -d '{"minutes": 60}' ${url}/local-atlas/clock/advance`;
}
