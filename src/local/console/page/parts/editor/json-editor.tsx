/** JSON in CodeMirror: one editor for the schedule and for arguments. Tab leaves it, as it leaves every other field. */
import { isolateHistory } from "@codemirror/commands";
import { type Diagnostic, linter, lintGutter } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "preact/hooks";
import { bracketMarks } from "./bracket-marks";
import { jsonColours } from "./json-colours";
import { keysOf } from "./keys";

export interface JsonEditorProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Finds what is wrong with a text; asked when somebody stopped typing. */
  readonly check: (text: string) => Promise<readonly Diagnostic[]> | readonly Diagnostic[];
  /** Ctrl-S, or ⌘S. */
  readonly onSave?: () => void;
  readonly hasLineNumbers?: boolean;
  /** Is given the editor, to go to places of it. */
  readonly onReady?: (view: EditorView) => void;
}

export function JsonEditor(props: JsonEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const newest = useRef(props);
  newest.current = props;
  const echoes = useRef<string[]>([]);
  useEffect(() => {
    if (place.current === null) return;
    const made = new EditorView({ parent: place.current, state: stateOf(newest, echoes.current) });
    view.current = made;
    newest.current.onReady?.(made);
    return () => made.destroy();
  }, []);
  useEffect(() => {
    if (view.current !== null && !isEcho(echoes.current, props.text)) setText(view.current, props.text);
  }, [props.text]);
  useEffect(() => {
    view.current?.dispatch({ effects: labelled.reconfigure(named(props.label)) });
  }, [props.label]);
  return <div class="editor" ref={place} />;
}

/** Time enough to type the next letter. */
const TYPING_MS = 300;

const labelled = new Compartment();
/** What is scrolled must be reached by the Tab key, and of editable text not everybody knows that it is. */
const named = (label: string): Extension => EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });

function stateOf(props: { readonly current: JsonEditorProps }, echoes: string[]): EditorState {
  const save = () => {
    props.current.onSave?.();
    return props.current.onSave !== undefined;
  };
  return EditorState.create({
    doc: props.current.text,
    extensions: [
      ...(props.current.hasLineNumbers === true ? [lineNumbers()] : []),
      ...[keysOf(save), jsonColours, bracketMarks, drawSelection(), highlightSpecialChars()],
      ...[EditorView.lineWrapping, lintGutter(), EditorState.tabSize.of(2)],
      linter((view) => checked(view, props.current), { delay: TYPING_MS }),
      labelled.of(named(props.current.label)),
      EditorView.cspNonce.of(styleNonce()),
      EditorView.updateListener.of(({ docChanged, state, transactions }) => {
        if (!docChanged || transactions.some((one) => one.annotation(handedIn) === true)) return;
        const text = state.doc.toString();
        echoes.push(text);
        props.current.onText(text);
      }),
    ],
  });
}

/**
 * What was typed comes back as `text`, perhaps after more was typed. Then it is older than what stands there, and must
 * not take its place.
 */
function isEcho(echoes: string[], text: string): boolean {
  const index = echoes.lastIndexOf(text);
  echoes.splice(0, index + 1);
  return index >= 0;
}

const handedIn = Annotation.define<true>();

async function checked({ state }: EditorView, { check }: JsonEditorProps): Promise<readonly Diagnostic[]> {
  const { length } = state.doc;
  const within = (offset: number) => Math.max(0, Math.min(offset, length));
  const found = await check(state.doc.toString());
  return found.map((one) => ({ ...one, from: within(one.from), to: Math.max(within(one.from), within(one.to)) }));
}

/** Replaces only what is otherwise, so that the cursor stays where it is in the rest. */
function setText(view: EditorView, text: string): void {
  const { doc } = view.state;
  const last = doc.toString();
  if (last === text) return;
  const from = commonStart(last, text);
  const end = commonEnd(last, text, from);
  view.dispatch({
    changes: { from, to: last.length - end, insert: text.slice(from, text.length - end) },
    annotations: [handedIn.of(true), isolateHistory.of("full")],
  });
}

function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  return length;
}

function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one[one.length - 1 - length] === other[other.length - 1 - length]) length += 1;
  return length;
}

/** CodeMirror writes its own style sheets, which the page's policy lets it by this. */
function styleNonce(): string {
  return document.querySelector('meta[name="style-nonce"]')?.getAttribute("content") ?? "";
}
