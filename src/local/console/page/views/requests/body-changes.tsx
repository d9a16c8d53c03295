/** The body of a change against the cluster as it was just before: what is otherwise, and on demand what is not. */
import { useMemo, useState } from "preact/hooks";
import { visibleLines, visibleText } from "../../../lanes/visible-text";
import { CheckField } from "../../parts/field";
import { JsonView } from "../../parts/json-view";
import { Table } from "../../parts/table";
import { isChanged, type LeafChange, leafChanges } from "../../state/json-leaves";

interface BodyChangesProps {
  readonly body: string;
  readonly before: string | null;
}

export function BodyChanges({ body, before }: BodyChangesProps) {
  const after = useMemo(() => parsed(body), [body]);
  const leaves = useMemo(() => (before === null ? null : leavesOf(before, after)), [before, after]);
  return (
    <>
      {leaves !== null && <Leaves leaves={leaves} />}
      <section>
        <h3>Body</h3>
        {after === undefined ? <pre>{visibleLines(body)}</pre> : <JsonView value={after} openLevels={2} />}
      </section>
    </>
  );
}

function Leaves({ leaves }: { readonly leaves: readonly LeafChange[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const changed = leaves.filter(isChanged);
  const shown = isWhole ? leaves : changed;
  const same = leaves.length - changed.length;
  return (
    <section>
      <h3>What it asked to change</h3>
      {changed.length === 0 && <p>Nothing: the cluster was already so.</p>}
      {shown.length > 0 && (
        <Table label="What it asked to change" columns={["Part", "Before", "After"]}>
          {shown.slice(0, SHOWN).map((leaf) => (
            <Leaf key={leaf.path} leaf={leaf} />
          ))}
        </Table>
      )}
      {shown.length > SHOWN && <p class="quiet">And {shown.length - SHOWN} more: see the body.</p>}
      {same > 0 && (
        <CheckField label={`Show what stays as it was (${same})`} isChecked={isWhole} onChange={setIsWhole} />
      )}
    </section>
  );
}

const SHOWN = 200;

function Leaf({ leaf }: { readonly leaf: LeafChange }) {
  const { path, before, after } = leaf;
  const isOther = isChanged(leaf);
  return (
    <tr class={isOther ? "leaf-changed" : "quiet"}>
      <td class="mono leaf-path">{withBreaks(visibleText(path))}</td>
      <td class="mono">{isOther ? <del>{visibleText(before ?? "nothing")}</del> : visibleText(before ?? "")}</td>
      <td class="mono">{isOther ? <ins>{visibleText(after ?? "nothing")}</ins> : visibleText(after ?? "")}</td>
    </tr>
  );
}

/** A path may break before its dots and brackets. */
function withBreaks(path: string) {
  return path.split(/(?=[.[])/).map((part, index) => (
    <span key={index}>
      {part}
      <wbr />
    </span>
  ));
}

function leavesOf(before: string, after: unknown): readonly LeafChange[] | null {
  const was = parsed(before);
  return was === undefined || after === undefined ? null : leafChanges(was, after);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
