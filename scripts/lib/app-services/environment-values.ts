/** The values of an app's environments, which the service gives out in an export of the whole app alone. */
import { basename } from "node:path";
import type { LiveValue } from "./live-value";
import { ServiceRefused, type ServiceSession } from "./session";
import { textFilesIn } from "./unzip";

const ofEnvironment = /^(?:.*\/)?environments\/[\w-]+\.json$/;

/** What `realm-cli pull` asks for: its form of the app's folder (its source, internal/cloud/realm/export.go). */
const asPulled = "source_control=true&version=20210101";

/** By name, "schedule in production"; null: the service gives out no export that can be read. */
export async function readEnvironmentValues(session: ServiceSession, path: string): Promise<LiveValue[] | null> {
  try {
    const files = textFilesIn(await session.download(`${path}/export?${asPulled}`), (file) => ofEnvironment.test(file));
    const written = [...files].map(([file, text]) => [basename(file, ".json"), JSON.parse(text)] as const);
    return environmentValues(Object.fromEntries(written.map(([tag, content]) => [tag, content?.values ?? {}])));
  } catch (error) {
    // Without it everything else can still be compared. An outage is told by whatever is asked next.
    if (error instanceof ServiceRefused && error.status === null) throw error;
    return null;
  }
}

/** Of what stands under `values`, by environment tag. */
export function environmentValues(byTag: Readonly<Record<string, Readonly<Record<string, unknown>>>>): LiveValue[] {
  return Object.entries(byTag).flatMap(([tag, values]) =>
    Object.entries(values).map(([name, value]) => ({ name: `${name} in ${tag}`, value, isFromSecret: false })),
  );
}
