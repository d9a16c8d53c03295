/** Gives what is visible of a JSON text classes by what it is, so that style sheets colour it in both themes. */
import { syntaxTree } from "@codemirror/language";
import type { Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const marks: Readonly<Record<string, Decoration>> = {
  PropertyName: Decoration.mark({ class: "json-name" }),
  String: Decoration.mark({ class: "json-string" }),
  Number: Decoration.mark({ class: "json-number" }),
  True: Decoration.mark({ class: "json-boolean" }),
  False: Decoration.mark({ class: "json-boolean" }),
  Null: Decoration.mark({ class: "json-null" }),
};

export const jsonColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = colours(view);
    }

    update(update: ViewUpdate): void {
      const isParsedFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isParsedFurther) this.decorations = colours(update.view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function colours(view: EditorView): DecorationSet {
  const found: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const mark = marks[node.name];
        if (mark !== undefined && node.from < node.to) found.push(mark.range(node.from, node.to));
      },
    });
  }
  return Decoration.set(found, true);
}
