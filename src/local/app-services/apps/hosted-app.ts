/**
 * One app: what is live, each user's draft, its deployments, Secrets and logs. Changes go into the user's draft where
 * there is one, and live at once where there is none (Admin API docs, "Draft and Deploy a Group of Changes").
 */
import type { AppFolder } from "../../app-folder/model";
import type { Clock, Hold, Timer } from "../../clock/clock";
import type { Execution } from "../../function-runtime/execution";
import type { Firing } from "../../triggers/faults";
import type { TriggerRun } from "../../triggers/scheduler";
import { checkDocument } from "../configuration/check";
import { type AppDocument, newDocument } from "../configuration/document";
import { notFound, ServiceError } from "../errors";
import type { AppFacts, Deployment, Draft } from "../model";
import { logEntryOf } from "./log-entry";
import { LogStore } from "./log-store";
import type { RunningApp } from "./running-app";
import { SecretStore } from "./secret-store";

export interface HostedAppContext {
  readonly clock: Clock;
  readonly newId: () => string;
  /** How long a deployment takes on the emulator's clock; at 0 it is live before the next request. */
  readonly deploymentMs: () => number;
  readonly logsConsoleRuns: boolean;
  readonly onRun?: (run: EndedRun) => void;
  readonly createRunningApp: (facts: AppFacts, onRun: (run: TriggerRun) => void) => RunningApp;
}

/** A run that has ended; without a firing somebody ran the function from a console. */
export interface EndedRun {
  readonly app: AppFacts;
  readonly execution: Execution;
  readonly firing?: Firing;
}

/** What of an app outlives a restart. */
export interface SavedApp {
  readonly facts: AppFacts;
  readonly live: AppDocument;
  readonly lastModifiedMs: number;
  readonly drafts: readonly Draft[];
  readonly deployments: readonly Deployment[];
  readonly secrets: SecretStore["secrets"];
  readonly logs: LogStore["entries"];
}

export class HostedApp {
  readonly facts: AppFacts;
  readonly secrets: SecretStore;
  readonly logs = new LogStore();
  readonly running: RunningApp;
  readonly #context: HostedAppContext;
  readonly #drafts = new Map<string, Draft>();
  readonly #timers = new Map<string, Timer>();
  /** Oldest first. */
  #deployments: Deployment[] = [];
  #live: AppDocument;
  #lastModifiedMs: number;

  constructor(facts: AppFacts, context: HostedAppContext, document = newDocument("no-environment")) {
    this.facts = facts;
    this.#context = context;
    this.#live = document;
    this.#lastModifiedMs = facts.createdAtMs;
    this.secrets = new SecretStore(context.newId, () => this.running.changeSecrets(this.secrets.byName()));
    this.running = context.createRunningApp(facts, (run) => {
      this.#logRun(run.execution, run.trigger);
      const { trigger, scheduledAtMs, execution } = run;
      context.onRun?.({ app: facts, execution, firing: { trigger, scheduledAtMs } });
    });
  }

  get live(): AppDocument {
    return this.#live;
  }

  get lastModifiedMs(): number {
    return this.#lastModifiedMs;
  }

  /** Newest first. */
  get deployments(): readonly Deployment[] {
    return [...this.#deployments].reverse();
  }

  /** As this user sees it: the draft, where there is one. */
  documentFor(userId: string): AppDocument {
    return this.#drafts.get(userId)?.document ?? this.#live;
  }

  /** What an import would refuse is refused by throwing, and changes nothing. */
  check(document: AppDocument): AppFolder {
    return checkDocument(document, this.facts, this.secrets.names());
  }

  async change(userId: string, document: AppDocument): Promise<void> {
    const app = this.check(document);
    const draft = this.#drafts.get(userId);
    if (draft) this.#drafts.set(userId, { ...draft, document });
    else await this.#goLive(document, app);
  }

  /** Whoever has a draft: as somebody without one does it. */
  async changeLive(document: AppDocument): Promise<void> {
    await this.#goLive(document, this.check(document));
  }

  draftsOf(userId: string): readonly Draft[] {
    return [...this.#drafts.values()].filter((draft) => draft.userId === userId);
  }

  draft(userId: string, draftId: string): Draft {
    const draft = this.#drafts.get(userId);
    if (draft?.id !== draftId) throw notFound("draft", draftId);
    return draft;
  }

  createDraft(userId: string): Draft {
    if (this.#drafts.has(userId)) throw new ServiceError(409, "DraftAlreadyExists", "a draft already exists");
    const draft = { id: this.#context.newId(), userId, document: this.#live };
    this.#drafts.set(userId, draft);
    return draft;
  }

  discardDraft(userId: string, draftId: string): void {
    this.draft(userId, draftId);
    this.#drafts.delete(userId);
  }

  /** The draft is gone at once; it goes live when the deployment is done. The answer says `created`, whatever comes of it. */
  async deployDraft(userId: string, draftId: string, name: string): Promise<Deployment> {
    const { document } = this.draft(userId, draftId);
    const id = this.#context.newId();
    const deployedAtMs = this.#context.clock.now();
    const created: Deployment = { id, draftId, userId, name: name || id, deployedAtMs, status: "created" };
    this.#drafts.delete(userId);
    this.#deployments.push(created);
    await this.#carryOut(created, document);
    return created;
  }

  deployment(id: string): Deployment {
    const found = this.#deployments.find((deployment) => deployment.id === id);
    if (!found) throw notFound("deployment", id);
    return found;
  }

  async run(functionName: string, args: readonly unknown[], hold: Hold): Promise<Execution | undefined> {
    const execution = await this.running.run(functionName, args, hold);
    if (execution && this.#context.logsConsoleRuns) this.#logRun(execution);
    if (execution) this.#context.onRun?.({ app: this.facts, execution });
    return execution;
  }

  save(): SavedApp {
    return {
      facts: this.facts,
      live: this.#live,
      lastModifiedMs: this.#lastModifiedMs,
      drafts: [...this.#drafts.values()],
      deployments: this.#deployments,
      secrets: this.secrets.secrets,
      logs: this.logs.entries,
    };
  }

  /** A deployment that was under way when the app was saved has failed: its draft went with it. */
  async restore(saved: SavedApp): Promise<void> {
    this.secrets.restore(saved.secrets);
    this.logs.restore(saved.logs);
    for (const draft of saved.drafts) this.#drafts.set(draft.userId, draft);
    const interrupted = { status: "failed", statusErrorMessage: "local Atlas was stopped meanwhile" } as const;
    this.#deployments = saved.deployments.map((deployment) =>
      deployment.status === "created" || deployment.status === "pending"
        ? { ...deployment, ...interrupted }
        : deployment,
    );
    await this.#goLive(saved.live, this.check(saved.live));
    this.#lastModifiedMs = saved.lastModifiedMs;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers.values()) timer.cancel();
    await this.running.stop();
  }

  async #carryOut(deployment: Deployment, document: AppDocument): Promise<void> {
    const { clock } = this.#context;
    const totalMs = this.#context.deploymentMs();
    if (totalMs === 0) return await this.#finish(deployment.id, document);
    const timer = clock.setTimer(clock.now() + totalMs / 2, () => {
      this.#setStatus(deployment.id, { status: "pending" });
      const last = clock.setTimer(deployment.deployedAtMs + totalMs, () => {
        const hold = clock.hold();
        void this.#finish(deployment.id, document).finally(hold.release);
      });
      this.#timers.set(deployment.id, last);
    });
    this.#timers.set(deployment.id, timer);
  }

  /** A Secret that was deleted since makes it fail. */
  async #finish(id: string, document: AppDocument): Promise<void> {
    this.#timers.delete(id);
    try {
      await this.#goLive(document, this.check(document));
      this.#setStatus(id, { status: "successful" });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#setStatus(id, { status: "failed", statusErrorMessage: reason });
    }
  }

  #setStatus(id: string, change: Pick<Deployment, "status"> & Partial<Deployment>): void {
    this.#deployments = this.#deployments.map((one) => (one.id === id ? { ...one, ...change } : one));
  }

  async #goLive(document: AppDocument, app: AppFolder): Promise<void> {
    await this.running.deploy(app, this.secrets.byName());
    this.#live = document;
    this.#lastModifiedMs = this.#context.clock.now();
  }

  #logRun(execution: Execution, trigger?: string): void {
    this.logs.add(logEntryOf(execution, this.#live, trigger));
  }
}
