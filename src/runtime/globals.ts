/**
 * The globals of App Services that this app uses (App Services docs: context, console). They are named here and nowhere
 * else.
 */

interface HttpArguments {
  readonly url: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body?: string;
  readonly username?: string;
  readonly password?: string;
  readonly digestAuth?: boolean;
}

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** A BSON.Binary; it is absent when the answer has no body. */
  readonly body?: { text(): string };
}

type HttpCall = (args: HttpArguments) => Promise<HttpAnswer>;

export interface FunctionContext {
  readonly values: { get(name: string): unknown };
  readonly environment: { readonly tag: string; readonly values: Readonly<Record<string, unknown>> };
  /** `projectId` is the Atlas project that the app lives in. */
  readonly app: { readonly projectId: string };
  readonly http: { readonly get: HttpCall; readonly patch: HttpCall; readonly post: HttpCall };
}

declare const context: FunctionContext;
declare const console: { log(line: string): void };
declare function setTimeout(run: () => void, ms: number): unknown;

export const functionContext = (): FunctionContext => context;

export const logLine = (line: string): void => console.log(line);

export const sleepFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
