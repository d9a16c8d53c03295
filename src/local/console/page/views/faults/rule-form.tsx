/** A rule of one's own: which requests, how often, and what happens to them. */
import { useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import { Button } from "../../parts/button";
import { Field, SelectField } from "../../parts/field";
import { Form } from "../../parts/form";
import type { Action } from "../../parts/use-action";
import { ask } from "../../state/ask";
import { useWorld } from "../../state/feed";
import { emptyForm, KINDS, type Kind, type RuleForm, ruleOf } from "./custom-rule";

export function RuleFormPanel({ action }: { readonly action: Action }) {
  const [form, setForm] = useState(emptyForm);
  const set = (change: Partial<RuleForm>) => setForm({ ...form, ...change });
  const reading = ruleOf(form);
  const arm = () =>
    action.run(async () => {
      if ("problem" in reading) throw new Error(reading.problem);
      await ask("POST", "/faults/rule", { rule: reading.rule });
      return "The rule is armed.";
    });
  return (
    <details class="rule">
      <summary>A rule of your own</summary>
      <Form>
        <div class="fields">
          <SelectField
            label="What happens"
            value={form.kind}
            options={KINDS.map((kind) => [kind, KIND_WORDS[kind]])}
            onChange={(kind) => set({ kind: kind as Kind })}
          />
          <FaultFields form={form} set={set} />
          <MatchFields form={form} set={set} />
        </div>
        {"problem" in reading && <p class="bad">{reading.problem}</p>}
        <div class="row">
          <Button kind="main" submits onClick={arm} isBusy={action.isBusy} isDisabled={"problem" in reading}>
            Arm this rule
          </Button>
          {"rule" in reading && <code class="mono quiet">{visibleText(JSON.stringify(reading.rule))}</code>}
        </div>
      </Form>
    </details>
  );
}

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  status: "Another status",
  reset: "Connection reset",
  "never-answered": "Never answered",
  latency: "Slow answer",
  truncate: "Half an answer",
  "expire-tokens": "Access tokens expire",
};

interface FieldsProps {
  readonly form: RuleForm;
  readonly set: (change: Partial<RuleForm>) => void;
}

function FaultFields({ form, set }: FieldsProps) {
  const hasWhen = form.kind === "status" || form.kind === "reset";
  return (
    <>
      {form.kind === "status" && (
        <>
          <Field label="Status" value={form.status} onInput={(status) => set({ status })} isNumber />
          <Field label="Error code" value={form.code} onInput={(code) => set({ code })} hint="its usual one" />
          <Field
            label="Retry-After, seconds"
            value={form.retryAfter}
            onInput={(retryAfter) => set({ retryAfter })}
            hint="none"
            isNumber
          />
        </>
      )}
      {form.kind === "latency" && (
        <Field label="Later by seconds" value={form.latency} onInput={(latency) => set({ latency })} isNumber />
      )}
      {hasWhen && (
        <SelectField
          label="The request"
          value={form.when}
          options={[
            ["before", "has no effect"],
            ["after", "has its effect first"],
          ]}
          onChange={(when) => set({ when: when === "after" ? "after" : "before" })}
        />
      )}
    </>
  );
}

function MatchFields({ form, set }: FieldsProps) {
  const clusters = useWorld((world) => world.clusters);
  const names = [...new Set([...clusters.values()].map(({ name }) => name))].sort();
  return (
    <>
      <SelectField
        label="Method"
        value={form.method}
        options={[["", "any"], ...METHODS.map((method) => [method, method] as const)]}
        onChange={(method) => set({ method })}
      />
      <Field label="Path, * for any text" value={form.path} onInput={(path) => set({ path })} hint="every path" />
      <SelectField
        label="Cluster"
        value={form.cluster}
        options={[["", "any"], ...names.map((name) => [name, visibleText(name)] as const)]}
        onChange={(cluster) => set({ cluster })}
      />
      <Field label="Probability, %" value={form.probability} onInput={(probability) => set({ probability })} isNumber />
      <Field label="How often" value={form.times} onInput={(times) => set({ times })} hint="always" isNumber />
    </>
  );
}

const METHODS = ["GET", "PATCH", "POST", "PUT", "DELETE"];
