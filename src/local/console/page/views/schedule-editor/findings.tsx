/** The errors and warnings of the document as a list, beside the marks in the editor: a click goes to the place. */
import { visibleText } from "../../../lanes/visible-text";
import type { DocumentIssue, ScheduleCheck } from "../../../protocol";

interface FindingsProps {
  readonly check: ScheduleCheck;
  readonly onGo: (issue: DocumentIssue) => void;
}

export function Findings({ check: { issues, warnings }, onGo }: FindingsProps) {
  return (
    <section aria-label="Errors and warnings">
      <p role="status" class={issues.length > 0 ? "bad" : warnings.length > 0 ? "warn" : "good"}>
        {summary(issues.length, warnings.length)}
      </p>
      <ul class="findings">
        <Found issues={issues} sign="✗" kind="error" onGo={onGo} />
        <Found issues={warnings} sign="⚠" kind="warning" onGo={onGo} />
      </ul>
    </section>
  );
}

interface FoundProps {
  readonly issues: readonly DocumentIssue[];
  readonly sign: string;
  readonly kind: "error" | "warning";
  readonly onGo: (issue: DocumentIssue) => void;
}

const SHOWN = 50;

function Found({ issues, sign, kind, onGo }: FoundProps) {
  return (
    <>
      {issues.slice(0, SHOWN).map((issue, index) => (
        <li key={`${index} ${issue.path}`}>
          <button type="button" class="finding" onClick={() => onGo(issue)}>
            <span class={kind === "error" ? "bad" : "warn"}>
              <span aria-hidden="true">{sign} </span>
              {kind}:{" "}
            </span>
            {issue.path !== "" && <span class="mono">{visibleText(issue.path)}: </span>}
            {visibleText(issue.problem)}
          </button>
        </li>
      ))}
      {issues.length > SHOWN && (
        <li class="quiet">
          and {issues.length - SHOWN} more {kind}s
        </li>
      )}
    </>
  );
}

function summary(issues: number, warnings: number): string {
  const said = [counted(issues, "error"), counted(warnings, "warning")].filter((text) => text !== null);
  return said.length === 0 ? "✓ No errors, no warnings." : `${said.join(" and ")}.`;
}

function counted(count: number, what: string): string | null {
  if (count === 0) return null;
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
