/** A click arms a fault, of any cluster and trigger or of the chosen ones. */
import { useId, useMemo, useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import { Button } from "../../parts/button";
import { SelectField } from "../../parts/field";
import type { Action } from "../../parts/use-action";
import { ask } from "../../state/ask";
import { useWorld } from "../../state/feed";
import { type Preset, presetGroups } from "./presets";

export function PresetsPanel({ action }: { readonly action: Action }) {
  const [clusterKey, setClusterKey] = useState("");
  const [trigger, setTrigger] = useState("");
  const clusters = useClusters();
  const triggers = useTriggerNames();
  const cluster = clusters.find(({ key }) => key === clusterKey) ?? null;
  const scope = { cluster, clusters, trigger: triggers.includes(trigger) ? trigger : null };
  return (
    <section>
      <h3>Arm with a click</h3>
      <div class="row">
        <SelectField
          label="Cluster"
          value={cluster === null ? "" : clusterKey}
          options={[["", "any cluster"], ...clusters.map(({ key, name }) => [key, visibleText(name)] as const)]}
          onChange={setClusterKey}
        />
        <SelectField
          label="Trigger"
          value={scope.trigger ?? ""}
          options={[["", "any trigger"], ...triggers.map((name) => [name, visibleText(name)] as const)]}
          onChange={setTrigger}
        />
      </div>
      <div class="presets">
        {presetGroups(scope).map(({ title, presets }) => (
          <fieldset key={title}>
            <legend>{title}</legend>
            {presets.map((preset) => (
              <PresetButton key={preset.title} preset={preset} action={action} />
            ))}
          </fieldset>
        ))}
      </div>
    </section>
  );
}

function PresetButton({ preset, action }: { readonly preset: Preset; readonly action: Action }) {
  const id = useId();
  const says = visibleText(preset.says);
  const arm = () =>
    action.run(async () => {
      for (const { method, path, body } of preset.asks) await ask(method, path, body);
      return `Armed: ${preset.says}`;
    });
  return (
    <div class="preset">
      <Button onClick={arm} isBusy={action.isBusy} isDisabled={preset.asks.length === 0} describedBy={id}>
        {preset.title}
      </Button>
      <span class="quiet" id={id}>
        {says}
      </span>
    </div>
  );
}

function useClusters() {
  const clusters = useWorld((world) => world.clusters);
  return useMemo(() => [...clusters.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), [clusters]);
}

function useTriggerNames(): readonly string[] {
  const apps = useWorld((world) => world.apps);
  return useMemo(() => [...new Set(apps.flatMap(({ triggers }) => triggers.map(({ name }) => name)))], [apps]);
}
