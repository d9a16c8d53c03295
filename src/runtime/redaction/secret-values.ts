/** Which of the Values are credentials. */

import { inBase64 } from "./encodings";

/** What a public key and a client id look like: they are names, and reports tell them (recorded exchanges). */
const publicNames: Readonly<Record<string, RegExp>> = {
  ATLAS_PUBLIC_KEY: /^[a-z]{8}$/,
  ATLAS_CLIENT_ID: /^mdb_sa_id_[0-9a-f]{24}$/,
};

const credentialValues = ["ATLAS_PRIVATE_KEY", "ATLAS_CLIENT_SECRET"];

/** Addresses in which something may be secret: whoever knows the path of a webhook can write to it. */
const addressNames = ["ATLAS_BASE_URL", "NOTIFY_URL", "PING_URL"];

/**
 * The credentials among the Values, with those that were pasted into the wrong one, and what the two halves make in a
 * Basic header. The public halves are no credentials:
 * ids of Atlas that were made within a few seconds begin alike, so a client id in the list would hide project ids. A Value
 * is undefined where there is none.
 */
export function secretsOf(value: (name: string) => unknown): string[] {
  const textOf = (name: string) => {
    const found = value(name);
    return typeof found === "string" ? found.trim() : "";
  };
  const secrets = credentialValues.map(textOf);
  for (const name of Object.keys(publicNames))
    if (publicNames[name]?.test(textOf(name)) !== true) secrets.push(textOf(name));
  for (const name of addressNames) secrets.push(...secretsInAddress(textOf(name)));
  secrets.push(inBasic(textOf("ATLAS_PUBLIC_KEY"), textOf("ATLAS_PRIVATE_KEY")));
  secrets.push(inBasic(textOf("ATLAS_CLIENT_ID"), textOf("ATLAS_CLIENT_SECRET")));
  return secrets.filter((secret) => secret !== "");
}

/** As a Basic header writes the two halves. Not as they are: a text that has no more than the public half tells nothing. */
function inBasic(name: string, secret: string): string {
  return secret === "" ? "" : inBase64(`${name}:${secret}`);
}

/** All of what is no address; else its user part, and the parts of path, query and fragment that are no plain words. */
function secretsInAddress(text: string): string[] {
  const parts = /^https?:\/\/(?:([^/?#]*)@)?[^/?#@]*(.*)$/i.exec(text);
  if (parts === null) return [text];
  const [, user = "", rest = ""] = parts;
  const found = rest.split(/[/?#&=]/).filter((part) => part.length >= 8 && !/^[a-z]+$/.test(part));
  return [...user.split(":"), ...found];
}
