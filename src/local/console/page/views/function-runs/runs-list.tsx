/** The newest runs, of triggers and by hand. */
import { useMemo, useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import type { RunState } from "../../../protocol";
import { Button } from "../../parts/button";
import { EmptyState } from "../../parts/empty-state";
import { CheckField, SelectField } from "../../parts/field";
import { Instant } from "../../parts/instant";
import { Table } from "../../parts/table";
import { addressOf } from "../../state/address";
import { useWorld } from "../../state/feed";
import { lengthText } from "../../state/instants";
import { causeWords } from "./cause-words";
import { BY_HAND, filteredRuns, type RunFilter } from "./run-filter";

/** `trigger`: only runs of that one, to begin with. */
export function RunsList({ trigger }: { readonly trigger: string | null }) {
  const [filter, setFilter] = useState<RunFilter>({ outcome: "all", trigger, hasLooks: false });
  const [count, setCount] = useState(SHOWN);
  const runs = useWorld((world) => world.runs);
  const listed = useMemo(() => filteredRuns(runs, filter), [runs, filter]);
  return (
    <section>
      <h3>Recent runs</h3>
      <RunFilters filter={filter} onFilter={setFilter} />
      {listed.length === 0 && (
        <EmptyState title={runs.length === 0 ? "Nothing has run yet" : "No run is like that"}>
          {runs.length === 0 ? "Run a function above, or let time pass until a trigger fires." : null}
        </EmptyState>
      )}
      {listed.length > 0 && (
        <Table label="Recent runs" columns={["Started", "What ran", "What it said", "Took"]} isCards>
          {listed.slice(0, count).map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </Table>
      )}
      {listed.length > count && (
        <p class="row">
          <Button onClick={() => setCount(count + SHOWN)}>Show more</Button>
          <span class="quiet">
            {count} of {listed.length}
          </span>
        </p>
      )}
    </section>
  );
}

const SHOWN = 50;

interface RunFiltersProps {
  readonly filter: RunFilter;
  readonly onFilter: (filter: RunFilter) => void;
}

function RunFilters({ filter, onFilter }: RunFiltersProps) {
  const apps = useWorld((world) => world.apps);
  const names = [...new Set(apps.flatMap(({ triggers }) => triggers.map(({ name }) => name)))];
  const known = filter.trigger === null || filter.trigger === BY_HAND || names.includes(filter.trigger);
  const listed = known ? names : [...names, filter.trigger ?? ""];
  const triggers = listed.map((name) => [`trigger ${name}`, visibleText(name)] as const);
  return (
    <div class="row">
      <SelectField
        label="Result"
        value={filter.outcome}
        options={OUTCOMES}
        onChange={(outcome) => onFilter({ ...filter, outcome: outcome as RunFilter["outcome"] })}
      />
      <SelectField
        label="Cause"
        value={filter.trigger === null ? "any" : filter.trigger === BY_HAND ? "hand" : `trigger ${filter.trigger}`}
        options={[["any", "any"], ["hand", "run by hand"], ...triggers]}
        onChange={(value) => onFilter({ ...filter, trigger: causeOf(value) })}
      />
      <CheckField
        label="Looks of this page"
        isChecked={filter.hasLooks}
        onChange={(hasLooks) => onFilter({ ...filter, hasLooks })}
      />
    </div>
  );
}

const OUTCOMES = [
  ["all", "any"],
  ["failed", "failed"],
  ["changed", "changed something"],
] as const;

function causeOf(value: string): string | null {
  if (value === "any") return null;
  return value === "hand" ? BY_HAND : value.slice("trigger ".length);
}

function RunRow({ run }: { readonly run: RunState }) {
  return (
    <tr>
      <td>
        <Instant at={run.startedAt} />
      </td>
      <td>
        <strong>{visibleText(run.functionName)}</strong>
        <div class="quiet">{visibleText(causeWords(run))}</div>
      </td>
      <td>
        <a class={run.isFailed ? "bad said" : "said"} href={addressOf("functions", "run", run.id)}>
          {run.isFailed && "✗ failed: "}
          {visibleText(run.says) || "It returned nothing"}
        </a>
      </td>
      <td class="nowrap">
        {lengthText(run.endedAt - run.startedAt)}
        <div class="quiet">
          {run.httpRequests} {run.httpRequests === 1 ? "request" : "requests"}
          {run.changes > 0 && `, ${run.changes} ${run.changes === 1 ? "change" : "changes"}`}
        </div>
      </td>
    </tr>
  );
}
