/** Everything that is there as a file: taken along, put back, or begun anew. */

import { Notice } from "../../parts/notice";
import { useAction } from "../../parts/use-action";
import { ExportState } from "./export-state";
import { ImportState } from "./import-state";
import { ResetState } from "./reset-state";

export function StateFileView() {
  const action = useAction();
  return (
    <>
      <h2>State</h2>
      <Notice outcome={action.outcome} />
      <div class="state-parts">
        <ExportState action={action} />
        <ImportState action={action} />
        <ResetState action={action} />
      </div>
    </>
  );
}
