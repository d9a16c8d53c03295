/**
 * Makes a function that takes these secrets out of a text. Very short ones are no credentials, and would only mangle
 * it.
 */
export function redactor(secrets: readonly unknown[]): (text: string) => string {
  const texts = secrets.filter((secret): secret is string => typeof secret === "string" && secret.trim().length >= 6);
  const parts = texts.map((secret) => secret.trim());
  return (text) => parts.reduce((cleaned, secret) => cleaned.split(secret).join("[redacted]"), text);
}
