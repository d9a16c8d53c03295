/** What is asked of the Admin API, as it happens; each request with its own page at `#requests/<id>`. */
import { useMemo, useRef, useState } from "preact/hooks";
import type { RequestState } from "../../../protocol";
import { EmptyState, Loading } from "../../parts/empty-state";
import { LongList } from "../../parts/long-list";
import { addressOf, useAddress } from "../../state/address";
import { useWorld } from "../../state/feed";
import { NARROW, useMedia } from "../../state/media";
import { filteredRequests, type RequestFilter, usualFilter } from "./request-filter";
import { RequestPage } from "./request-page";
import { RequestRow } from "./request-row";
import { RequestsBar } from "./requests-bar";
import { useHeld } from "./use-held";

export function RequestsView() {
  const [, chosen] = useAddress();
  const isNarrow = useMedia(NARROW);
  const [filter, setFilter] = useState(usualFilter);
  return (
    <>
      <h2>Requests</h2>
      <div class={chosen === undefined ? "requests" : "requests requests-two"}>
        {!(isNarrow && chosen !== undefined) && (
          <Requests chosen={chosen} filter={filter} onFilter={setFilter} rowHeight={isNarrow ? 60 : 32} />
        )}
        {chosen !== undefined && <RequestPage key={chosen} id={chosen} />}
      </div>
    </>
  );
}

interface RequestsProps {
  readonly chosen: string | undefined;
  readonly filter: RequestFilter;
  readonly onFilter: (filter: RequestFilter) => void;
  readonly rowHeight: number;
}

function Requests({ chosen, filter, onFilter, rowHeight }: RequestsProps) {
  const requests = useWorld((world) => world.requests);
  const isLoading = useWorld((world) => world.clock === null);
  const held = useHeld(requests);
  const list = useRef<HTMLElement>(null);
  const listed = useMemo(() => filteredRequests(held.shown, filter), [held.shown, filter]);
  const toNewest = () => {
    held.pause(false);
    list.current?.scrollTo({ top: 0 });
  };
  const move = (by: 1 | -1) => {
    const next = neighbour(listed, chosen, by);
    if (next === null) return;
    location.replace(addressOf("requests", String(listed[next]?.id)));
    bringIntoSight(list.current, next, rowHeight);
  };
  return (
    <section class="requests-list" aria-label="All requests">
      <RequestsBar filter={filter} onFilter={onFilter} held={held} onNewest={toNewest} />
      {isLoading && <Loading />}
      {!isLoading && listed.length === 0 && <NoRequests hasAny={requests.length > 0} />}
      {listed.length > 0 && (
        <LongList
          label={`${listed.length} requests, the newest first`}
          items={listed}
          keyOf={idOf}
          rowHeight={rowHeight}
          draw={(request) => <RequestRow request={request} isChosen={String(request.id) === chosen} />}
          onScroll={held.onScroll}
          onMove={move}
          listRef={list}
        />
      )}
    </section>
  );
}

const idOf = ({ id }: RequestState) => id;

function NoRequests({ hasAny }: { readonly hasAny: boolean }) {
  if (hasAny) return <EmptyState title="No request is like that">Some are there that the filters hide.</EmptyState>;
  return (
    <EmptyState title="No requests yet">Run a function, or let time pass: triggers ask Atlas by themselves.</EmptyState>
  );
}

function neighbour(listed: readonly RequestState[], chosen: string | undefined, by: 1 | -1): number | null {
  const now = listed.findIndex(({ id }) => String(id) === chosen);
  const next = now < 0 ? 0 : now + by;
  return next >= 0 && next < listed.length ? next : null;
}

function bringIntoSight(list: HTMLElement | null, index: number, rowHeight: number): void {
  if (list === null) return;
  const top = index * rowHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight;
}
