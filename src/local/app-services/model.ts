/** Apps of App Services as the Admin API knows them. Times are epoch milliseconds of the emulator's clock. */
import type { AppDocument } from "./configuration/document";

/** An app is in exactly one of the three lists. */
export const PRODUCTS = ["standard", "atlas", "data-api"] as const;
export type Product = (typeof PRODUCTS)[number];

/** What an app is created with, and keeps. */
export interface AppFacts {
  readonly id: string;
  readonly clientAppId: string;
  readonly domainId: string;
  readonly groupId: string;
  readonly name: string;
  readonly product: Product;
  readonly templateId?: string;
  readonly location: string;
  readonly providerRegion: string;
  readonly deploymentModel: string;
  readonly createdAtMs: number;
}

export interface Secret {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

/** A group of changes that goes live as one, or not at all; each user has at most one in an app. */
export interface Draft {
  readonly id: string;
  readonly userId: string;
  readonly document: AppDocument;
}

export type DeploymentStatus = "created" | "pending" | "successful" | "failed";

export interface Deployment {
  readonly id: string;
  readonly draftId: string;
  readonly userId: string;
  readonly name: string;
  readonly deployedAtMs: number;
  readonly status: DeploymentStatus;
  readonly statusErrorMessage?: string;
}
