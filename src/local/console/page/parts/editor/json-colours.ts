/** Gives what is visible of a JSON text classes by what it is, so that style sheets colour it in both themes. */
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { jsonTokens, type TokenKind } from "./json-tokens";

const marks: Readonly<Record<TokenKind, Decoration | null>> = {
  name: Decoration.mark({ class: "json-name" }),
  string: Decoration.mark({ class: "json-string" }),
  number: Decoration.mark({ class: "json-number" }),
  word: Decoration.mark({ class: "json-boolean" }),
  bracket: null,
};

export const jsonColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = colours(view);
    }

    update({ docChanged, viewportChanged, view }: ViewUpdate): void {
      if (docChanged || viewportChanged) this.decorations = colours(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function colours({ state: { doc }, viewport }: EditorView): DecorationSet {
  const found = new RangeSetBuilder<Decoration>();
  const last = doc.lineAt(viewport.to).number;
  for (let number = doc.lineAt(viewport.from).number; number <= last; number += 1) {
    const line = doc.line(number);
    for (const { from, to, kind } of jsonTokens(line.text)) {
      const mark = marks[kind];
      if (mark !== null) found.add(line.from + from, line.from + to, mark);
    }
  }
  return found.finish();
}
