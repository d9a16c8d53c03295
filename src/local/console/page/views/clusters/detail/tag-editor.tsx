import { useState } from "preact/hooks";
import { visibleText } from "../../../../lanes/visible-text";
import type { ClusterState } from "../../../../protocol";
import { Button } from "../../../parts/button";
import { Field } from "../../../parts/field";
import { Form } from "../../../parts/form";
import { Notice } from "../../../parts/notice";
import { Table } from "../../../parts/table";
import { HoldForm } from "./hold-form";
import { useChange } from "./use-change";

/** Tags choose clusters for schedules, and one of them holds a cluster as it is. */
export function TagEditor({ cluster }: { readonly cluster: ClusterState }) {
  const { tags } = cluster;
  const { change, isBusy, outcome } = useChange(cluster);
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const put = (key: string, value: string) => {
    const others = tags.filter((tag) => tag.key !== key);
    change({ tags: [...others, { key, value }] }, `Tag ${key} is set.`);
  };
  const remove = (key: string) => {
    change({ tags: tags.filter((tag) => tag.key !== key) }, `Tag ${key} is deleted.`);
  };
  return (
    <>
      {tags.length === 0 ? (
        <p class="quiet">It has no tags.</p>
      ) : (
        <Table label="Tags" columns={["Key", "Value", "Action"]}>
          {tags.map((tag) => (
            <tr key={tag.key}>
              <td class="tag-text">{visibleText(tag.key)}</td>
              <td class="tag-text">{visibleText(tag.value)}</td>
              <td>
                <Button
                  kind="quiet"
                  isBusy={isBusy}
                  label={`Delete tag ${visibleText(tag.key)}`}
                  onClick={() => remove(tag.key)}
                >
                  Delete
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <Form>
        <div class="row tag-fields">
          <Field label="Key" value={key} onInput={setKey} />
          <Field label="Value" value={value} onInput={setValue} />
          <Button submits isBusy={isBusy} isDisabled={key.trim() === ""} onClick={() => put(key.trim(), value)}>
            Set tag
          </Button>
        </div>
      </Form>
      <HoldForm cluster={cluster} isBusy={isBusy} onHold={put} />
      <Notice outcome={outcome} />
    </>
  );
}
