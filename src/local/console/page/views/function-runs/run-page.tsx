/** One run, at `#functions/run/<id>`. */
import type { RunDetail } from "../../../protocol";
import { Loading } from "../../parts/empty-state";
import { Notice } from "../../parts/notice";
import { useAnswer } from "../../state/use-answer";
import { RunReport } from "./run-report";

export function RunPage({ id }: { readonly id: string }) {
  const answered = useAnswer<RunDetail>(`/runs/${encodeURIComponent(id)}`);
  return (
    <>
      <h2>A run</h2>
      <p>
        <a href="#functions">Functions and all runs</a>
      </p>
      {answered.is === "asking" && <Loading />}
      {answered.is === "refused" && <Notice outcome={{ isBad: true, says: answered.problem }} />}
      {answered.is === "here" && <RunReport detail={answered.answer} />}
    </>
  );
}
