/** Switches of local Atlas: durations nobody publishes, and behaviours public sources leave open. */
import type { BucketName, BucketSize } from "./limits";

export interface Settings {
  /** One node's change of tier or disk. Measured on small clusters, August 2026: about 5 minutes. */
  readonly minutesPerNode: number;
  /** One node's change that needs an initial sync: NVMe, or another class on Azure. Grows with the data in reality. */
  readonly minutesPerInitialSync: number;
  /** A change that touches no node (labels, tags). Recorded: done by the next poll. */
  readonly secondsPerPlainChange: number;
  readonly minutesToPause: number;
  readonly minutesToResume: number;
  readonly minutesToCreate: number;
  readonly minutesToDelete: number;
  /** How long after a finished change a pause meets OPERATION_INVALID_MEMBER_REPLICATION_LAG; 0 = never. */
  readonly minutesOfReplicationLag: number;
  /** A PATCH of anything but `paused` while a resume is in progress. */
  readonly changeWhileResuming: "accepted" | "409";
  /** Whether a PATCH that changes nothing starts a (short) plan. */
  readonly unchangedPatch: "starts-plan" | "stays-idle";
  /** The disk of a PATCH with `replicationSpecs` that names none: as it is, or the tier's default, as anything left out. */
  readonly leftOutDisk: "kept" | "reset";
  /** Read-only specs of another size with a `nodeCount` of 0, as in the update example of MongoDB's Go SDK. */
  readonly idleReadOnlySize: "accepted" | "refused";
  /** `diskIOPS` and `ebsVolumeType` sent for a multi-cloud cluster, which the Terraform provider's docs say cannot be set. */
  readonly multiCloudVolumes: "refused" | "accepted";
  /** A pause of an Atlas Infinite cluster. */
  readonly pauseOfInfinite: "accepted" | "refused";
  /** A project that exists but that the caller has no role in. */
  readonly foreignProject: "NOT_IN_GROUP" | "USER_CANNOT_ACCESS_GROUP" | "GROUP_NOT_FOUND";
  /** CLUSTER_UPDATE_SUBMITTED: with the caller, without, or no such event. */
  readonly submittedEvents: "with-actor" | "without-actor" | "absent";
  /** The key under which events name a service account's client id; "none" = they do not. */
  readonly serviceAccountNamedAs: "publicKey" | "username" | "none";
  /** The address Atlas sees callers come from. */
  readonly callerAddress: string;
  /** Emulated time a read or a write takes. Recorded: 125 and 750 ms. With zero, requests are answered without anybody moving the clock. */
  readonly readLatencyMs: number;
  readonly writeLatencyMs: number;
  /** Smaller buckets than Atlas's, for trying out 429. */
  readonly buckets: Partial<Record<BucketName, BucketSize>>;
  /** Requests of one client for tokens (terraform-provider-mongodbatlas#3791: 10). */
  readonly tokenRequestsPerMinute: number;
  /** Whether Atlas resumes a paused cluster by itself after 30 days. */
  readonly resumesPausedClusters: boolean;
}

/** The values of the settings that are a choice. */
export const SETTING_CHOICES = {
  changeWhileResuming: ["accepted", "409"],
  unchangedPatch: ["starts-plan", "stays-idle"],
  leftOutDisk: ["kept", "reset"],
  idleReadOnlySize: ["accepted", "refused"],
  multiCloudVolumes: ["refused", "accepted"],
  pauseOfInfinite: ["accepted", "refused"],
  foreignProject: ["NOT_IN_GROUP", "USER_CANNOT_ACCESS_GROUP", "GROUP_NOT_FOUND"],
  submittedEvents: ["with-actor", "without-actor", "absent"],
  serviceAccountNamedAs: ["publicKey", "username", "none"],
} as const satisfies { readonly [Name in keyof Settings]?: readonly Settings[Name][] };

export const DEFAULT_SETTINGS: Settings = {
  minutesPerNode: 5,
  minutesPerInitialSync: 30,
  secondsPerPlainChange: 15,
  minutesToPause: 3,
  minutesToResume: 6,
  minutesToCreate: 10,
  minutesToDelete: 3,
  minutesOfReplicationLag: 0,
  changeWhileResuming: "accepted",
  unchangedPatch: "starts-plan",
  leftOutDisk: "kept",
  idleReadOnlySize: "accepted",
  multiCloudVolumes: "refused",
  pauseOfInfinite: "accepted",
  foreignProject: "NOT_IN_GROUP",
  submittedEvents: "with-actor",
  serviceAccountNamedAs: "publicKey",
  callerAddress: "203.0.113.10",
  readLatencyMs: 0,
  writeLatencyMs: 0,
  buckets: {},
  tokenRequestsPerMinute: 10,
  resumesPausedClusters: true,
};
