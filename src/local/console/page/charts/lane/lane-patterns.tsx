import { lanePatterns } from "../../../lanes/drawn/patterns";

/** The hatching that lanes refer to: once in a page that shows some, and never `display: none`. */
export function LanePatterns() {
  return (
    <svg class="lane-patterns" width={0} height={0} aria-hidden="true">
      <defs>
        {lanePatterns.map(({ id, size, path }) => (
          <pattern key={id} id={id} width={size} height={size} patternUnits="userSpaceOnUse">
            <path class={`lane-pattern lane-pattern-${id.replace("lane-", "")}`} d={path} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
