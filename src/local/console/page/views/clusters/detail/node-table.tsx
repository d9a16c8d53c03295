import { visibleText } from "../../../../lanes/visible-text";
import type { ClusterState } from "../../../../protocol";
import { Table } from "../../../parts/table";

export function NodeTable({ nodes }: Pick<ClusterState, "nodes">) {
  return (
    <Table label="Nodes" columns={["Node", "Tier", "State"]}>
      {nodes.map(({ name, tier, isChanging }) => (
        <tr key={name}>
          <td>{visibleText(name)}</td>
          <td>{tier}</td>
          <td>{isChanging ? <strong>changing</strong> : "at rest"}</td>
        </tr>
      ))}
    </Table>
  );
}
