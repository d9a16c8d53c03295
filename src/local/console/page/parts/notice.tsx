/** What came of an action, read out when it comes. The element stays, so that screen readers watch it. */
import { visibleText } from "../../lanes/visible-text";

export interface Outcome {
  readonly isBad: boolean;
  readonly says: string;
}

export function Notice({ outcome }: { readonly outcome: Outcome | null }) {
  return (
    <div class="notice-place" role="status">
      {outcome !== null && (
        <p class={outcome.isBad ? "notice notice-bad" : "notice"}>
          <span aria-hidden="true">{outcome.isBad ? "✗ " : "✓ "}</span>
          {visibleText(outcome.says)}
        </p>
      )}
    </div>
  );
}
