/**
 * `#functions/<name>`, with the id of its app where it is not the first: runs it. `#functions/runs/<trigger>`: lists the
 * trigger's runs. `#functions/run/<id>`: one of them.
 */
import type { AppState } from "../../../protocol";
import { EmptyState, Loading } from "../../parts/empty-state";
import { useAddress } from "../../state/address";
import { useWorld } from "../../state/feed";
import { RunForm } from "./run-form";
import { RunPage } from "./run-page";
import { RunsList } from "./runs-list";

export function FunctionsView() {
  const [, first, second] = useAddress();
  const isOf = (word: string) => first === word && second !== undefined;
  if (isOf("run")) return <RunPage key={second} id={second ?? ""} />;
  const trigger = isOf("runs") ? (second ?? null) : null;
  return <Functions functionName={first} appId={second} trigger={trigger} />;
}

interface FunctionsProps {
  readonly functionName: string | undefined;
  readonly appId: string | undefined;
  readonly trigger: string | null;
}

function Functions({ functionName, appId, trigger }: FunctionsProps) {
  const apps = useWorld((world) => world.apps).filter(({ functions }) => functions.length > 0);
  const isLoading = useWorld((world) => world.clock === null);
  const app = apps.find(({ id }) => id === appId) ?? apps[0];
  const chosen = app === undefined ? undefined : chosenFunction(app, functionName);
  return (
    <>
      <h2>Functions</h2>
      {isLoading && <Loading />}
      {!isLoading && app === undefined && (
        <EmptyState title="No functions">
          No app is deployed here. Push one with realm-cli; npm start prints how.
        </EmptyState>
      )}
      {app !== undefined && chosen !== undefined && (
        <RunForm key={`${app.id} ${chosen}`} apps={apps} app={app} functionName={chosen} />
      )}
      {!isLoading && <RunsList key={trigger} trigger={trigger} />}
    </>
  );
}

/** What every trigger calls comes first, where there is one of that name. */
function chosenFunction({ functions }: AppState, named: string | undefined): string | undefined {
  return [named, "reconcile", functions[0]].find((name) => name !== undefined && functions.includes(name));
}
