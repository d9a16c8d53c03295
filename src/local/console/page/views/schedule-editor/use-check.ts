/** What local Atlas finds in the text of the editor, asked when somebody stopped typing. */
import type { Diagnostic } from "@codemirror/lint";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { visibleLines } from "../../../lanes/visible-text";
import type { DocumentIssue, ScheduleCheck } from "../../../protocol";
import { ask } from "../../state/ask";

export type Checked =
  | { readonly is: "asking" }
  | { readonly is: "here"; readonly text: string; readonly check: ScheduleCheck }
  | { readonly is: "refused"; readonly problem: string };

export interface CheckedDraft {
  readonly checked: Checked;
  /** Of the editor's linter. */
  readonly check: (text: string) => Promise<readonly Diagnostic[]>;
}

export function useCheck(): CheckedDraft {
  const [checked, setChecked] = useState<Checked>({ is: "asking" });
  const newest = useRef(0);
  useEffect(
    () => () => {
      newest.current = Number.POSITIVE_INFINITY;
    },
    [],
  );
  const check = useCallback(async (text: string) => {
    newest.current += 1;
    const own = newest.current;
    const came = await asked(text);
    if (own === newest.current) setChecked(came);
    return came.is === "here" ? diagnosticsOf(came.check) : [];
  }, []);
  return { checked, check };
}

async function asked(text: string): Promise<Checked> {
  try {
    return { is: "here", text, check: await ask<ScheduleCheck>("POST", "/schedule/check", { text }) };
  } catch (error) {
    return { is: "refused", problem: (error as Error).message };
  }
}

/** More would not be read, and each costs the editor a mark. */
const MARKED = 200;

function diagnosticsOf({ issues, warnings }: ScheduleCheck): readonly Diagnostic[] {
  return [
    ...issues.slice(0, MARKED).map((issue) => diagnosticOf(issue, "error")),
    ...warnings.slice(0, MARKED).map((warning) => diagnosticOf(warning, "warning")),
  ];
}

function diagnosticOf({ path, problem, from, to }: DocumentIssue, severity: "error" | "warning"): Diagnostic {
  return { from, to, severity, message: visibleLines(path === "" ? problem : `${path}: ${problem}`) };
}
