/** The document that the app follows: edited, checked and drawn as one types, and applied to the running app. */
import type { EditorView } from "@codemirror/view";
import { useEffect, useRef, useState } from "preact/hooks";
import type { DocumentIssue, ScheduleState } from "../../../protocol";
import { JsonEditor } from "../../parts/editor/json-editor";
import { EmptyState, Loading } from "../../parts/empty-state";
import { Notice } from "../../parts/notice";
import { useAction } from "../../parts/use-action";
import { useWorld } from "../../state/feed";
import { Changes } from "./changes";
import { Findings } from "./findings";
import { PlanLanes } from "./plan-lanes";
import { applyDraft, ScheduleBar } from "./schedule-bar";
import { type Checked, useCheck } from "./use-check";
import { type Draft, useDraft } from "./use-draft";

export function ScheduleView() {
  const schedule = useWorld((world) => world.schedule);
  return (
    <>
      <h2>Schedule</h2>
      {schedule === null ? <Loading /> : <ScheduleEditor schedule={schedule} />}
    </>
  );
}

function ScheduleEditor({ schedule }: { readonly schedule: ScheduleState }) {
  const draft = useDraft(schedule);
  const { checked, check } = useCheck();
  const action = useAction();
  const editor = useRef<EditorView | null>(null);
  const [confirming, setConfirming] = useState<readonly string[] | null>(null);
  const { text } = draft;
  const checkedFor = useRef(schedule.revision);
  // What would change is measured against the document in force: asked again when another comes; what is typed, the editor checks.
  useEffect(() => {
    if (checkedFor.current !== schedule.revision) void check(text);
    checkedFor.current = schedule.revision;
  }, [schedule.revision]);
  /** Only what was checked as it stands is applied; the changes are confirmed where there are some. */
  const apply = () => {
    const isChecked = checked.is === "here" && checked.text === draft.text;
    if (!isChecked || !draft.isEdited || checked.check.issues.length > 0) return;
    if (checked.check.changes.length > 0) setConfirming(checked.check.changes);
    else void applyDraft(draft, action);
  };
  return (
    <>
      {schedule.text === null && (
        <EmptyState title="The app has no schedule">
          Its Value named schedule is missing. Write one here and apply it, or deploy one.
        </EmptyState>
      )}
      <ScheduleBar {...{ draft, checked, action, confirming }} onConfirming={setConfirming} onApply={apply} />
      <Notice outcome={action.outcome} />
      <div class="schedule">
        <JsonEditor
          label="The schedule document"
          text={draft.text}
          onText={draft.setText}
          check={check}
          onSave={apply}
          hasLineNumbers
          onReady={(view) => {
            editor.current = view;
          }}
        />
        <Consequences checked={checked} draft={draft} onGo={(issue) => goTo(editor.current, issue)} />
      </div>
    </>
  );
}

interface ConsequencesProps {
  readonly checked: Checked;
  readonly draft: Draft;
  readonly onGo: (issue: DocumentIssue) => void;
}

function Consequences({ checked, draft, onGo }: ConsequencesProps) {
  if (checked.is === "asking") return <Loading>Checking…</Loading>;
  if (checked.is === "refused") return <Notice outcome={{ isBad: true, says: checked.problem }} />;
  const { check } = checked;
  return (
    <div class="consequences">
      <Findings check={check} onGo={onGo} />
      {check.issues.length === 0 && (
        <>
          <Changes changes={check.changes} isEdited={draft.isEdited} />
          <PlanLanes lanes={check.lanes} />
        </>
      )}
    </div>
  );
}

function goTo(view: EditorView | null, { from, to }: DocumentIssue): void {
  if (view === null) return;
  const { length } = view.state.doc;
  const selection = { anchor: Math.min(from, length), head: Math.min(to, length) };
  view.dispatch({ selection, scrollIntoView: true });
  view.focus();
}
