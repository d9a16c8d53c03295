import { Button } from "../../parts/button";
import { CheckField, Field } from "../../parts/field";
import type { RequestFilter } from "./request-filter";
import type { Held } from "./use-held";

interface RequestsBarProps {
  readonly filter: RequestFilter;
  readonly onFilter: (filter: RequestFilter) => void;
  readonly held: Held;
  readonly onNewest: () => void;
}

export function RequestsBar({ filter, onFilter, held, onNewest }: RequestsBarProps) {
  const set = (change: Partial<RequestFilter>) => onFilter({ ...filter, ...change });
  return (
    <div class="row requests-bar">
      <Field label="Search" value={filter.text} onInput={(text) => set({ text })} hint="words of path, code, actor" />
      <CheckField
        label="Writes only"
        isChecked={filter.isWritesOnly}
        onChange={(isWritesOnly) => set({ isWritesOnly })}
      />
      <CheckField
        label="Errors only"
        isChecked={filter.isErrorsOnly}
        onChange={(isErrorsOnly) => set({ isErrorsOnly })}
      />
      <CheckField
        label="Hide looks of this page"
        isChecked={!filter.hasLooks}
        onChange={(isHidden) => set({ hasLooks: !isHidden })}
      />
      <Button onClick={() => held.pause(!held.isPaused)} isPressed={held.isPaused}>
        Pause the list
      </Button>
      {held.newer > 0 && <Button onClick={onNewest}>{held.newer} newer: show</Button>}
    </div>
  );
}
