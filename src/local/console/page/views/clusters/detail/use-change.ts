import type { ClusterState } from "../../../../protocol";
import { type Action, useAction } from "../../../parts/use-action";
import { ask } from "../../../state/ask";

export interface Change {
  readonly size?: string;
  readonly paused?: boolean;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

/** What a person does to a cluster in Atlas. `says`: what to tell where local Atlas took it. */
export function useChange({ key }: ClusterState): Action & { readonly change: (change: Change, says: string) => void } {
  const action = useAction();
  const change = (wanted: Change, says: string) =>
    void action.run(async () => {
      await ask("POST", "/clusters/change", { cluster: key, ...wanted });
      return says;
    });
  return { ...action, change };
}
