/** Whether a cluster is what its schedule wants, by the words that the feed has for sizes. Pure. */
import type { ClusterState } from "../../../../protocol";

type Sized = Pick<ClusterState, "size" | "isPaused" | "autoScaling">;

/** `wanted`: "M50", "M30-M60" for bounds, "analytics M30", "paused", "running", "unmanaged". */
export function isAsScheduled({ size, isPaused, autoScaling }: Sized, wanted: string): boolean {
  if (wanted === "unmanaged") return true;
  if (wanted === "paused" || isPaused) return isPaused && wanted === "paused";
  if (wanted === "running") return true;
  // Within its bounds the auto-scaler chooses.
  if (autoScaling !== null && wanted.includes("-")) return wanted === `${autoScaling.min}-${autoScaling.max}`;
  // Analytics nodes of the same tier as the others are not told apart.
  const [tier, analytics = `analytics ${tier}`] = size.split(" + ");
  return wanted === tier || wanted === analytics;
}
