/** Every app of every project. */
import { createHash } from "node:crypto";
import { ENVIRONMENT_TAGS } from "../../app-folder/model";
import { newDocument } from "../configuration/document";
import { invalidParameter, ServiceError } from "../errors";
import { APP_NAME } from "../limits";
import type { AppFacts, Product } from "../model";
import { HostedApp, type HostedAppContext, type SavedApp } from "./hosted-app";

export interface NewApp {
  readonly name: string;
  readonly product: Product;
  readonly templateId?: string | undefined;
  readonly location?: string | undefined;
  readonly providerRegion?: string | undefined;
  readonly deploymentModel?: string | undefined;
  readonly environment?: string | undefined;
}

export class AppStore {
  readonly #context: HostedAppContext;
  #apps: readonly HostedApp[] = [];

  constructor(context: HostedAppContext) {
    this.#context = context;
  }

  get apps(): readonly HostedApp[] {
    return this.#apps;
  }

  list(groupId: string, products: readonly string[]): readonly HostedApp[] {
    return this.#apps.filter(({ facts }) => facts.groupId === groupId && products.includes(facts.product));
  }

  find(groupId: string, appId: string): HostedApp {
    const app = this.#apps.find(({ facts }) => facts.groupId === groupId && facts.id === appId);
    if (!app) throw new ServiceError(404, "AppNotFound", "app not found");
    return app;
  }

  /** A name may be taken: the client app id tells apps apart (realm-cli's tests create two of a name). */
  create(groupId: string, wanted: NewApp): HostedApp {
    if (!APP_NAME.test(wanted.name)) {
      throw invalidParameter(
        `app name "${wanted.name}" must be at most 57 letters, digits, - or _, beginning with a letter`,
      );
    }
    const environment = ENVIRONMENT_TAGS.find((tag) => tag === (wanted.environment ?? "no-environment"));
    if (environment === undefined) {
      throw new ServiceError(400, "EnvironmentTagInvalid", `invalid environment: "${wanted.environment}"`);
    }
    const app = new HostedApp(this.#factsOf(groupId, wanted), this.#context, newDocument(environment));
    this.#apps = [...this.#apps, app];
    return app;
  }

  async delete(app: HostedApp): Promise<void> {
    this.#apps = this.#apps.filter((other) => other !== app);
    await app.stop();
  }

  async restore(saved: readonly SavedApp[]): Promise<void> {
    for (const one of saved) {
      const app = new HostedApp(one.facts, this.#context, one.live);
      await app.restore(one);
      this.#apps = [...this.#apps, app];
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#apps.map((app) => app.stop()));
  }

  #factsOf(groupId: string, wanted: NewApp): AppFacts {
    const id = this.#context.newId();
    return {
      id,
      clientAppId: `${wanted.name.toLowerCase()}-${fiveLetters(id)}`,
      domainId: this.#context.newId(),
      groupId,
      name: wanted.name,
      product: wanted.product,
      ...(wanted.templateId === undefined ? {} : { templateId: wanted.templateId }),
      location: wanted.location ?? "US-VA",
      providerRegion: wanted.providerRegion ?? "aws-us-east-1",
      deploymentModel: wanted.deploymentModel ?? "GLOBAL",
      createdAtMs: this.#context.clock.now(),
    };
  }
}

/** Of twenty, as in the ids of the service: `my-app-abcde`. */
function fiveLetters(id: string): string {
  const digest = createHash("sha256").update(id).digest();
  return [...digest.subarray(0, 5)].map((byte) => "abcdefghijklmnopqrstuvwxyz"[byte % 26]).join("");
}
