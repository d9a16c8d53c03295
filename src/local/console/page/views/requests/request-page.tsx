/** One request, at `#requests/<id>`. */
import { visibleText } from "../../../lanes/visible-text";
import type { RequestDetail } from "../../../protocol";
import { CopyButton } from "../../parts/copy-button";
import { Loading } from "../../parts/empty-state";
import { Fact } from "../../parts/facts";
import { Instant } from "../../parts/instant";
import { Notice } from "../../parts/notice";
import { StatusText } from "../../parts/status-text";
import { addressOf } from "../../state/address";
import { useAnswer } from "../../state/use-answer";
import { BodyChanges } from "./body-changes";

export function RequestPage({ id }: { readonly id: string }) {
  const answered = useAnswer<RequestDetail>(`/requests/${encodeURIComponent(id)}`);
  return (
    <section class="request-page" aria-label="The chosen request">
      <p>
        <a href="#requests">Close, back to all requests</a>
      </p>
      {answered.is === "asking" && <Loading />}
      {answered.is === "refused" && <Notice outcome={{ isBad: true, says: answered.problem }} />}
      {answered.is === "here" && <Request detail={answered.answer} />}
    </section>
  );
}

function Request({ detail }: { readonly detail: RequestDetail }) {
  return (
    <>
      <h3 class="mono request-line">{visibleText(`${detail.method} ${detail.path}${queryOf(detail.query)}`)}</h3>
      {detail.reason !== null && <p class="request-reason">{visibleText(detail.reason)}</p>}
      <dl class="facts">
        <Fact name="Answer">
          <StatusText request={detail} />
        </Fact>
        <Fact name="At">
          <Instant at={detail.at} precision="seconds" />
        </Fact>
        <Fact name="By">{visibleText(detail.actor ?? "nobody known")}</Fact>
        <Fact name="Run">
          {detail.runId === null ? "none: another client" : <RunLink id={detail.runId} isLook={detail.isLook} />}
        </Fact>
      </dl>
      <p class="row">
        <CopyButton text={detail.curl}>Copy as curl</CopyButton>
        <span class="quiet">
          with the key in <code>$PUBLIC_KEY</code> and <code>$PRIVATE_KEY</code>
        </span>
      </p>
      {detail.body === null ? (
        <p class="quiet">It had no body.</p>
      ) : (
        <BodyChanges body={detail.body} before={detail.before} />
      )}
    </>
  );
}

function RunLink({ id, isLook }: { readonly id: string; readonly isLook: boolean }) {
  return <a href={addressOf("functions", "run", id)}>{isLook ? "this page looked" : "the run that sent it"}</a>;
}

const queryOf = (query: string) => (query === "" || query.startsWith("?") ? query : `?${query}`);
