import type { EditorState, Extension } from "@codemirror/state";
import { StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { matchingBracket } from "./matching-bracket";

const fitting = Decoration.mark({ class: "cm-matchingBracket" });
const unfitting = Decoration.mark({ class: "cm-nonmatchingBracket" });

/** Marks the bracket beside the cursor and the one that belongs to it. */
export const bracketMarks: Extension = StateField.define<DecorationSet>({
  create: marked,
  update: (marks, { docChanged, selection, state }) => (docChanged || selection ? marked(state) : marks),
  provide: (field) => EditorView.decorations.from(field),
});

function marked({ doc, selection: { main } }: EditorState): DecorationSet {
  const pair = main.empty ? matchingBracket(doc, main.head) : null;
  if (pair === null) return Decoration.none;
  const mark = pair.fits ? fitting : unfitting;
  const places = pair.other === null ? [pair.at] : [pair.at, pair.other];
  return Decoration.set(
    places.map((at) => mark.range(at, at + 1)),
    true,
  );
}
