import { markShapes } from "../../../lanes/drawn/mark-shapes";
import { MARK_KINDS, type MarkKind } from "../../../lanes/model";

/** What the shapes of a lane mean. `kinds`: of which marks; left out: all. */
export function LaneLegend({ kinds = MARK_KINDS }: { readonly kinds?: readonly MarkKind[] }) {
  return (
    <ul class="legend">
      <li>
        <Swatch>
          <rect class="lane-band size-5" x={1} y={2} width={22} height={11} />
        </Swatch>
        what the schedule wants
      </li>
      <li>
        <Swatch>
          <path class="lane-line" d="M1 11H11V4H23" />
        </Swatch>
        what the cluster is
      </li>
      <li>
        <Swatch>
          <rect class="lane-hatches" x={1} y={2} width={22} height={11} />
        </Swatch>
        Atlas changes it, node by node
      </li>
      <li>
        <Swatch>
          <path class="lane-gaps" d="M2 11H23" />
        </Swatch>
        paused
      </li>
      {kinds.map((kind) => (
        <li key={kind}>
          <Swatch>
            <path class={`lane-mark lane-mark-${kind}`} d={markShapes[kind].path} transform="translate(12 7.5)" />
          </Swatch>
          {markShapes[kind].name}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ children }: { readonly children: preact.ComponentChildren }) {
  return (
    <svg class="swatch" width={24} height={15} aria-hidden="true">
      {children}
    </svg>
  );
}
