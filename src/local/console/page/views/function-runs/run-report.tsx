/** Everything about one run: what it was, what it said, what it returned, what it asked of Atlas. */
import { useMemo } from "preact/hooks";
import { visibleLines, visibleText } from "../../../lanes/visible-text";
import type { RunDetail } from "../../../protocol";
import { CopyButton } from "../../parts/copy-button";
import { Fact } from "../../parts/facts";
import { Instant } from "../../parts/instant";
import { JsonView } from "../../parts/json-view";
import { lengthText } from "../../state/instants";
import { causeWords } from "./cause-words";
import { RunRequests } from "./run-requests";

export function RunReport({ detail }: { readonly detail: RunDetail }) {
  return (
    <article class="report" aria-label={`Run of ${visibleText(detail.functionName)}`}>
      <RunFacts detail={detail} />
      {detail.error !== null && <RunError error={detail.error} />}
      {detail.result !== null && <RunResult text={detail.result} />}
      {detail.result === null && detail.error === null && <p class="quiet">It returned nothing.</p>}
      <RunLogs logs={detail.logs} />
      <RunRequests requests={detail.requests} />
    </article>
  );
}

function RunFacts({ detail }: { readonly detail: RunDetail }) {
  return (
    <dl class="facts">
      <Fact name="Result">
        <span class={detail.isFailed ? "bad" : "good"}>{detail.isFailed ? "✗ failed" : "✓ succeeded"}</span>
      </Fact>
      <Fact name="Function">{visibleText(detail.functionName)}</Fact>
      <Fact name="Cause">{visibleText(causeWords(detail))}</Fact>
      <Fact name="Started">
        <Instant at={detail.startedAt} precision="seconds" />
      </Fact>
      <Fact name="Took">{lengthText(detail.endedAt - detail.startedAt)}, emulated</Fact>
      <Fact name="Requests">{detail.httpRequests}</Fact>
      <Fact name="Changes">{detail.changes}</Fact>
    </dl>
  );
}

function RunError({ error }: { readonly error: NonNullable<RunDetail["error"]> }) {
  return (
    <section class="run-error">
      <h3>Error</h3>
      <pre class="bad">{visibleLines(`${error.name}: ${error.message}`)}</pre>
      {error.stack !== null && (
        <details>
          <summary>Stack</summary>
          <pre>{visibleLines(error.stack)}</pre>
        </details>
      )}
    </section>
  );
}

function RunResult({ text }: { readonly text: string }) {
  const parsed = useMemo(() => parsedJson(text), [text]);
  return (
    <section>
      <div class="row">
        <h3>Result</h3>
        <CopyButton text={text}>Copy</CopyButton>
      </div>
      {parsed === null ? <pre>{visibleLines(text)}</pre> : <JsonView value={parsed.value} />}
    </section>
  );
}

function parsedJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

function RunLogs({ logs }: { readonly logs: readonly string[] }) {
  return (
    <section>
      <h3>Logs</h3>
      {logs.length === 0 ? (
        <p class="quiet">It logged nothing.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section class="logs" aria-label="Logs" tabIndex={0}>
          <pre>{visibleLines(logs.join("\n"))}</pre>
        </section>
      )}
    </section>
  );
}
