import { visibleText } from "../../../../lanes/visible-text";
import type { Badge } from "../../../../protocol";
import { utcText } from "../../../state/instants";

const grave: ReadonlySet<Badge["kind"]> = new Set(["refused", "contested", "late", "failed"]);

/** A cluster's badges, each with its sentence. `isBrief`: in one line, as far as it goes. */
export function BadgeList({ badges, isBrief }: { readonly badges: readonly Badge[]; readonly isBrief: boolean }) {
  if (badges.length === 0) return null;
  return (
    <ul class={isBrief ? "badges badges-brief" : "badges"}>
      {badges.map(({ kind, says, at }) => (
        <li key={`${kind}${says}`} title={isBrief ? visibleText(says) : undefined}>
          <span class={grave.has(kind) ? "badge badge-grave" : "badge"}>{kind}</span>{" "}
          <span class="badge-says">{visibleText(says)}</span>
          {!isBrief && <span class="quiet"> Found {utcText(at)}.</span>}
        </li>
      ))}
    </ul>
  );
}
