/**
 * Every key that a PATCH of this app may carry, in one place: an allow-list, for Atlas returns keys that it does not
 * document, and some that must not be sent back. Never in it: disks made larger or smaller, node counts, regions or
 * priorities changed, other tags taken away; those that are named here travel as they were observed.
 */

import type { Tag } from "../model";

export type PatchBody = PauseBody | ResizeBody | HoldBody;

/** `paused` must travel alone (409 CANNOT_UPDATE_AND_PAUSE_CLUSTER). */
export interface PauseBody {
  readonly paused: boolean;
}

/** Sizes and bounds of every shard; by hand the hold travels with them. */
export interface ResizeBody extends Partial<HoldBody> {
  /** Replaced as a whole, and shards left out are deleted (OpenAPI document; Atlas Go SDK examples). */
  readonly replicationSpecs: readonly ShardBody[];
}

export interface HoldBody {
  /** Replaced as a whole too. */
  readonly tags: readonly Tag[];
}

export interface ShardBody {
  readonly id?: string;
  readonly zoneName?: string;
  readonly regionConfigs: readonly RegionBody[];
}

export interface RegionBody {
  readonly providerName: string;
  readonly regionName: string;
  readonly priority?: number;
  readonly electableSpecs?: SpecBody;
  readonly readOnlySpecs?: SpecBody;
  readonly analyticsSpecs?: SpecBody;
  readonly autoScaling?: AutoScalingBody;
  readonly analyticsAutoScaling?: AutoScalingBody;
}

export interface SpecBody {
  readonly instanceSize: string;
  readonly nodeCount: number;
  readonly diskSizeGB?: number;
  readonly diskIOPS?: number;
  readonly ebsVolumeType?: string;
}

export interface AutoScalingBody {
  readonly compute?: ComputeBody;
  readonly diskGB?: { readonly enabled: boolean };
}

export interface ComputeBody {
  readonly enabled?: boolean;
  readonly scaleDownEnabled?: boolean;
  readonly minInstanceSize?: string;
  readonly maxInstanceSize?: string;
}
