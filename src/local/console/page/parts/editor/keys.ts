/**
 * What keys do. Browsers move the cursor by themselves, but only within what is drawn: moves that may leave it are
 * CodeMirror's. Tab is nobody's, so that it leaves the editor.
 */
import {
  cursorDocEnd,
  cursorDocStart,
  cursorLineDown,
  cursorLineUp,
  cursorPageDown,
  cursorPageUp,
  history,
  historyKeymap,
  selectAll,
  selectDocEnd,
  selectDocStart,
  selectLineDown,
  selectLineUp,
  selectPageDown,
  selectPageUp,
} from "@codemirror/commands";
import { lintKeymap } from "@codemirror/lint";
import { EditorSelection, type Extension } from "@codemirror/state";
import { type EditorView, type KeyBinding, keymap } from "@codemirror/view";

export function keysOf(save: () => boolean): Extension {
  const own: readonly KeyBinding[] = [
    { key: "Mod-s", run: save, preventDefault: true },
    { key: "Enter", run: newLine },
    { key: "Mod-a", run: selectAll },
    { key: "ArrowUp", run: cursorLineUp, shift: selectLineUp },
    { key: "ArrowDown", run: cursorLineDown, shift: selectLineDown },
    { key: "PageUp", run: cursorPageUp, shift: selectPageUp },
    { key: "PageDown", run: cursorPageDown, shift: selectPageDown },
    { key: "Mod-Home", run: cursorDocStart, shift: selectDocStart },
    { key: "Mod-End", run: cursorDocEnd, shift: selectDocEnd },
    { mac: "Cmd-ArrowUp", run: cursorDocStart, shift: selectDocStart },
    { mac: "Cmd-ArrowDown", run: cursorDocEnd, shift: selectDocEnd },
  ];
  return [history(), keymap.of([...own, ...historyKeymap, ...lintKeymap])];
}

const STEP = "  ";

/** A new line begins where this one does, a step further after an opening bracket; the closing one gets a line of its own. */
function newLine({ state, dispatch }: EditorView): boolean {
  if (state.readOnly) return false;
  const change = state.changeByRange(({ from, to }) => {
    const line = state.doc.lineAt(from);
    const [indent = ""] = /^[ \t]*/.exec(line.text.slice(0, from - line.from)) ?? [];
    const before = state.sliceDoc(from - 1, from);
    const after = state.sliceDoc(to, to + 1);
    const opens = before === "{" || before === "[";
    const start = `${state.lineBreak}${indent}${opens ? STEP : ""}`;
    const rest = opens && (after === "}" || after === "]") ? `${state.lineBreak}${indent}` : "";
    const cursor = EditorSelection.cursor(from + start.length);
    return { changes: { from, to, insert: start + rest }, range: cursor };
  });
  dispatch(state.update(change, { scrollIntoView: true, userEvent: "input" }));
  return true;
}
