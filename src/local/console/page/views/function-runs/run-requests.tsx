import { visibleText } from "../../../lanes/visible-text";
import type { RequestState } from "../../../protocol";
import { StatusText } from "../../parts/status-text";
import { Table } from "../../parts/table";
import { addressOf } from "../../state/address";
import { utcText } from "../../state/instants";

/** What a run asked of Atlas, each with its own page. */
export function RunRequests({ requests }: { readonly requests: readonly RequestState[] }) {
  return (
    <section>
      <h3>Requests</h3>
      {requests.length === 0 ? (
        <p class="quiet">It sent none, or they are kept no longer.</p>
      ) : (
        <Table label="Requests of the run" columns={["At", "Request", "Answer"]} isCards>
          {requests.map((request) => (
            <tr key={request.id}>
              <td class="nowrap">{utcText(request.at, "seconds")}</td>
              <td>
                <a class="mono" href={addressOf("requests", String(request.id))}>
                  {visibleText(`${request.method} ${request.path}`)}
                </a>
              </td>
              <td>
                <StatusText request={request} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
