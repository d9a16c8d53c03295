/** Requests whose refusal is an answer too. */
import { readAllPages } from "../../src/atlas/pages";
import type { Diagnosis } from "../../src/atlas/remedies";
import type { AtlasRequest } from "../../src/atlas/requests";
import { diagnosisOf } from "../../src/operations/run/failure";
import type { Atlas } from "./atlas";

export type Json = Readonly<Record<string, unknown>>;

export type Answer<Value> = { readonly value: Value } | { readonly refusal: Diagnosis };

export async function ask({ run }: Atlas, request: AtlasRequest): Promise<Answer<Json>> {
  return await answerOf(run.client.call(request).then(asJson));
}

export async function askForAll(
  { run }: Atlas,
  requestForPage: (pageNum: number) => AtlasRequest,
): Promise<Answer<readonly Json[]>> {
  return await answerOf(readAllPages(run.client, requestForPage).then((items) => items.map(asJson)));
}

/** Throws what is a bug of ours. */
export async function answerOf<Value>(answer: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await answer };
  } catch (error) {
    return { refusal: diagnosisOf(error) };
  }
}

export function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

export function listIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(asJson) : [];
}

/** A refusal in words, with the code that support will ask for. */
export function told({ code, message, why }: Diagnosis): string {
  return `${code}: ${message.replace(/\.$/, "")}${why === "" ? "" : `; ${why}`}`;
}

/** The role, and not the request, is what is refused. */
export function isForbidden({ code }: Diagnosis): boolean {
  return ["USER_UNAUTHORIZED", "ACCESS_FORBIDDEN", "NOT_IN_GROUP", "USER_CANNOT_ACCESS_GROUP", "NOT_IN_ORG"].includes(
    code,
  );
}
