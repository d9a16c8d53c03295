/** What may go wrong on the way to Atlas and in it: armed here, listed with what it has hit, and disarmed. */
import { Loading } from "../../parts/empty-state";
import { Notice } from "../../parts/notice";
import { useAction } from "../../parts/use-action";
import { useWorld } from "../../state/feed";
import { ArmedList } from "./armed-list";
import { PresetsPanel } from "./presets-panel";
import { RuleFormPanel } from "./rule-form";

export function FaultsView() {
  const isLoading = useWorld((world) => world.clock === null);
  const action = useAction();
  return (
    <>
      <h2>Faults</h2>
      {isLoading && <Loading />}
      <Notice outcome={action.outcome} />
      <ArmedList action={action} />
      <PresetsPanel action={action} />
      <RuleFormPanel action={action} />
    </>
  );
}
