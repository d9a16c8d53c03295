/** Which of the Values are credentials. */

/** What a public key and a client id look like: they are names, and reports tell them (recorded exchanges). */
const publicNames: Readonly<Record<string, RegExp>> = {
  ATLAS_PUBLIC_KEY: /^[a-z]{8}$/,
  ATLAS_CLIENT_ID: /^mdb_sa_id_[0-9a-f]{24}$/,
};

const credentialValues = ["ATLAS_PRIVATE_KEY", "ATLAS_CLIENT_SECRET"];

/** Addresses in which something may be secret: whoever knows the path of a webhook can write to it. */
const addresses = ["ATLAS_BASE_URL", "NOTIFY_URL", "PING_URL"];

/**
 * The credentials among the Values, with those that were pasted into the wrong one, and what the two halves of a
 * credential make together. A Value is undefined where there is none.
 */
export function secretsOf(value: (name: string) => unknown): string[] {
  const textOf = (name: string) => {
    const found = value(name);
    return typeof found === "string" ? found.trim() : "";
  };
  const secrets = credentialValues.map(textOf);
  for (const name of Object.keys(publicNames))
    if (publicNames[name]?.test(textOf(name)) !== true) secrets.push(textOf(name));
  for (const name of addresses) secrets.push(...secretsInAddress(textOf(name)));
  const pairs = [
    [textOf("ATLAS_PUBLIC_KEY"), textOf("ATLAS_PRIVATE_KEY")],
    [textOf("ATLAS_CLIENT_ID"), textOf("ATLAS_CLIENT_SECRET")],
  ];
  for (const [name = "", secret = ""] of pairs) if (secret !== "") secrets.push(`${name}:${secret}`);
  return secrets.filter((secret) => secret !== "");
}

/** All of what is no address; else its user part, and the parts of path, query and fragment that are no plain words. */
function secretsInAddress(text: string): string[] {
  const parts = /^https?:\/\/(?:([^/?#]*)@)?[^/?#@]*(.*)$/i.exec(text);
  if (parts === null) return [text];
  const [, user = "", rest = ""] = parts;
  const found = rest.split(/[/?#&=]/).filter((part) => part.length >= 8 && !/^[a-z]+$/.test(part));
  return [...user.split(":"), ...found];
}
