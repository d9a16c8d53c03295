import type { MaintenanceWindow, Project, Tag } from "./model";

export interface ProjectInput {
  readonly id: string;
  readonly name?: string;
  readonly orgId?: string;
  /** Project setting `isExtendedStorageSizesEnabled`. */
  readonly extendedStorage?: boolean;
  readonly tags?: readonly Tag[];
  readonly maintenanceWindow?: Partial<MaintenanceWindow>;
  readonly createdAt?: number;
}

/** As recorded for a project that set one: Sunday, one o'clock. */
const DEFAULT_MAINTENANCE_WINDOW: MaintenanceWindow = {
  autoDeferOnceEnabled: false,
  dayOfWeek: 1,
  hourOfDay: 1,
  numberOfDeferrals: 0,
  startASAP: false,
  timeZoneId: "UTC",
};

export function buildProject(input: ProjectInput, now: number, newId: () => string): Project {
  return {
    id: input.id,
    name: input.name ?? `project-${input.id.slice(-4)}`,
    orgId: input.orgId ?? newId(),
    createdAt: input.createdAt ?? now,
    extendedStorage: input.extendedStorage ?? false,
    tags: input.tags ?? [],
    maintenanceWindow: { ...DEFAULT_MAINTENANCE_WINDOW, ...input.maintenanceWindow },
  };
}
