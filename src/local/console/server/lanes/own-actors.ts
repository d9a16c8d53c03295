/** Who the apps are in the eyes of the Admin API: their public keys and client ids stand in their Values. */
import type { HostedApp } from "../../../app-services/apps/hosted-app";
import type { AppServices } from "../../../app-services/service";

export function ownActors({ apps }: Pick<AppServices, "apps">): (actor: string) => boolean {
  const known = new Map<HostedApp, { readonly live: unknown; readonly names: ReadonlySet<string> }>();
  const namesOf = (app: HostedApp) => {
    const last = known.get(app);
    if (last?.live === app.live) return last.names;
    const names = new Set(namedIn(app));
    known.set(app, { live: app.live, names });
    return names;
  };
  return (actor) => apps.apps.some((app) => namesOf(app).has(actor));
}

function namedIn({ live, secrets }: HostedApp): readonly string[] {
  const linked = secrets.byName();
  return live.values.flatMap(({ content }) => {
    const value = content.from_secret === true ? linked[String(content.value)] : content.value;
    return typeof value === "string" ? [value] : [];
  });
}
