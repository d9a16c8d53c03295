/** What fires when, what came of it, and firing by hand. */
import { visibleText } from "../../../lanes/visible-text";
import { EmptyState, Loading } from "../../parts/empty-state";
import { Notice } from "../../parts/notice";
import { Table } from "../../parts/table";
import { useAction } from "../../parts/use-action";
import { useWorld } from "../../state/feed";
import { TriggerRow } from "./trigger-row";

export function TriggersView() {
  const apps = useWorld((world) => world.apps);
  const isLoading = useWorld((world) => world.clock === null);
  const action = useAction();
  const withTriggers = apps.filter(({ triggers }) => triggers.length > 0);
  return (
    <>
      <h2>Triggers</h2>
      {isLoading && <Loading />}
      {!isLoading && withTriggers.length === 0 && (
        <EmptyState title="No triggers">
          No app that is deployed here has a scheduled trigger. Push one with realm-cli; npm start prints how.
        </EmptyState>
      )}
      <Notice outcome={action.outcome} />
      {withTriggers.map((app) => (
        <section key={app.id}>
          {apps.length > 1 && <h3>{visibleText(app.name)}</h3>}
          <Table label={`Triggers of ${visibleText(app.name)}`} columns={COLUMNS} isCards>
            {app.triggers.map((trigger) => (
              <TriggerRow key={trigger.name} app={app} trigger={trigger} action={action} />
            ))}
          </Table>
        </section>
      ))}
    </>
  );
}

const COLUMNS = ["Trigger", "Fires next", "Last result", "What to do"];
