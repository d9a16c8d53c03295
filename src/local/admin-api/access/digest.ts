/**
 * HTTP Digest as the Admin API speaks it (RFC 7616; challenge recorded August 2026): MD5, qop=auth, one realm, nonces of
 * 32 base64 characters. A nonce may be used again with a higher count; no source says whether Atlas allows that.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { NONCE_LIFE_MS, NONCES_KEPT } from "../limits";

const REALM = "MMS Public API";

export type DigestVerdict =
  | { readonly accepted: true; readonly username: string }
  | { readonly accepted: false; readonly stale: boolean };

export interface DigestRequest {
  readonly method: string;
  /** The request target exactly as it stood in the request line. */
  readonly target: string;
  readonly authorization: string;
}

interface Nonce {
  readonly issuedAt: number;
  /** The highest count seen, one below the lowest that is accepted next. */
  lastCount: number;
}

const REFUSED: DigestVerdict = { accepted: false, stale: false };

export class DigestAuthentication {
  readonly #now: () => number;
  readonly #findPrivateKey: (publicKey: string) => string | undefined;
  readonly #nonces = new Map<string, Nonce>();
  #issued = 0;

  constructor(now: () => number, findPrivateKey: (publicKey: string) => string | undefined) {
    this.#now = now;
    this.#findPrivateKey = findPrivateKey;
  }

  /** A `WWW-Authenticate` value with a nonce that was never given out before. */
  challenge(stale = false): string {
    this.#forgetOldest();
    this.#issued += 1;
    // Unguessable nonces would need randomness without a seed; on loopback a counter behind a hash is enough.
    const nonce = createHash("sha256").update(`nonce ${this.#issued}`).digest().subarray(0, 24).toString("base64");
    this.#nonces.set(nonce, { issuedAt: this.#now(), lastCount: 0 });
    return `Digest realm="${REALM}", domain="", nonce="${nonce}", algorithm=MD5, qop="auth", stale=${stale}`;
  }

  verify(request: DigestRequest): DigestVerdict {
    const fields = readDigestFields(request.authorization);
    const nonce = this.#nonces.get(fields.get("nonce") ?? "");
    const privateKey = this.#findPrivateKey(fields.get("username") ?? "");
    if (nonce === undefined || privateKey === undefined) return REFUSED;
    if (!isRightAnswer(fields, privateKey, request)) return REFUSED;
    if (this.#now() - nonce.issuedAt > NONCE_LIFE_MS) return { accepted: false, stale: true };
    const count = Number.parseInt(fields.get("nc") ?? "", 16);
    if (!(count > nonce.lastCount)) return REFUSED;
    nonce.lastCount = count;
    return { accepted: true, username: fields.get("username") ?? "" };
  }

  #forgetOldest(): void {
    while (this.#nonces.size >= NONCES_KEPT) {
      const oldest = this.#nonces.keys().next();
      if (oldest.done === true) return;
      this.#nonces.delete(oldest.value);
    }
  }
}

function isRightAnswer(fields: ReadonlyMap<string, string>, privateKey: string, request: DigestRequest): boolean {
  if (fields.get("realm") !== REALM || fields.get("qop") !== "auth" || fields.get("uri") !== request.target)
    return false;
  if ((fields.get("algorithm") ?? "MD5").toUpperCase() !== "MD5") return false;
  if (!/^[0-9a-f]{8}$/i.test(fields.get("nc") ?? "") || (fields.get("cnonce") ?? "") === "") return false;
  const secret = md5(`${fields.get("username")}:${REALM}:${privateKey}`);
  const asked = md5(`${request.method}:${request.target}`);
  const answer = md5([secret, fields.get("nonce"), fields.get("nc"), fields.get("cnonce"), "auth", asked].join(":"));
  return sameText(answer, fields.get("response") ?? "");
}

/** `name=value` and `name="value"` pairs of a Digest header, names in lower case. */
function readDigestFields(authorization: string): ReadonlyMap<string, string> {
  const pairs = authorization.slice("Digest ".length).matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi);
  return new Map([...pairs].map(([, name = "", quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? ""]));
}

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** Compares digests, so that the time taken says nothing about where two texts differ. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
