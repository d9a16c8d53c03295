/** Runs a function as the App Services console does: as the system user, with arguments as JSON. */
import { useId, useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import type { AppState, RunDetail } from "../../../protocol";
import { Button } from "../../parts/button";
import { CopyButton } from "../../parts/copy-button";
import { JsonEditor } from "../../parts/editor/json-editor";
import { Notice } from "../../parts/notice";
import { useAction } from "../../parts/use-action";
import { addressOf } from "../../state/address";
import { ask } from "../../state/ask";
import { argumentProblems } from "./argument-problems";
import { callCommand, HELLO } from "./call-command";
import { rememberArguments, rememberedArguments } from "./remembered";
import { RunReport } from "./run-report";

interface RunFormProps {
  readonly apps: readonly AppState[];
  readonly app: AppState;
  readonly functionName: string;
}

/** Is drawn anew for another function, so that arguments and result are always of the one that is chosen. */
export function RunForm({ apps, app, functionName }: RunFormProps) {
  const [args, setArgs] = useState(() => rememberedArguments(functionName));
  const [detail, setDetail] = useState<RunDetail | null>(null);
  const action = useAction();
  const run = () =>
    action.run(async () => {
      rememberArguments(functionName, args);
      const asked = { appId: app.id, functionName, args: args.trim() === "" ? "[]" : args };
      setDetail(null);
      const answer = await ask<RunDetail>("POST", "/functions/run", asked);
      setDetail(answer);
      if (answer.isFailed) throw new Error(`${functionName} failed: ${answer.says}`);
      return `${functionName} ran: ${answer.says}`;
    });
  return (
    <section aria-label="Run a function">
      <div class="row run-head">
        <FunctionChoice apps={apps} app={app} functionName={functionName} />
        <Button kind="main" onClick={run} isBusy={action.isBusy}>
          {action.isBusy ? "Running…" : "Run"}
        </Button>
        <Button onClick={() => setArgs(HELLO)} isDisabled={args === HELLO}>
          Usual arguments
        </Button>
        <CallCommand functionName={functionName} args={args} />
      </div>
      <p class="quiet editor-hint">
        Arguments as JSON: one, or an array of several. Ctrl-S runs. What is copied runs the function against the real
        Atlas.
      </p>
      <div class="arguments">
        <JsonEditor label="Arguments as JSON" text={args} onText={setArgs} check={argumentProblems} onSave={run} />
      </div>
      <Notice outcome={action.outcome} />
      {detail !== null && <RunReport detail={detail} />}
    </section>
  );
}

function CallCommand({ functionName, args }: { readonly functionName: string; readonly args: string }) {
  const reading = callCommand(functionName, args);
  if ("problem" in reading) return <span class="quiet">{reading.problem}</span>;
  return <CopyButton text={reading.command}>Copy as npm run call</CopyButton>;
}

function FunctionChoice({ apps, app, functionName }: RunFormProps) {
  const id = useId();
  const choose = (value: string) => {
    const [index, name] = [Number(value.split(" ", 1)[0]), value.slice(value.indexOf(" ") + 1)];
    const chosen = apps[index];
    if (chosen !== undefined) location.hash = addressOf("functions", name, ...(index === 0 ? [] : [chosen.id]));
  };
  return (
    <div class="field">
      <label for={id}>Function</label>
      <select
        id={id}
        value={`${apps.indexOf(app)} ${functionName}`}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {apps.map((each, index) => (
          <optgroup key={each.id} label={visibleText(each.name)}>
            {each.functions.map((name) => (
              <option key={name} value={`${index} ${name}`}>
                {visibleText(name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
