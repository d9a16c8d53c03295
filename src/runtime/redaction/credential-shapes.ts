/**
 * What looks like a credential, whoever's it is: the platform answers digest challenges by itself, so the answers are
 * not known here.
 */

/** Every shape but one has one of these in it: engines find fixed texts far faster than they try patterns. */
const marks = [
  ...["basic", "bearer", "digest", "token", "authori", "cookie"],
  ...["\u2026", "nonce", "response", "rspauth", "opaque", "ha1", "ha2", "://", "eyj", "mdb_sa_sk"],
  ...["rglnzxn0", "qmfzawmg", "qmvhcmvy"],
];

function mayHold(text: string): boolean {
  if (text.length < 8) return false;
  const lower = text.toLowerCase();
  return marks.some((mark) => lower.indexOf(mark) !== -1) || (text.length >= 32 && /[0-9a-f]{32}/.test(lower));
}

type Shape = readonly [shape: RegExp, replacement: string];

const hidden = "[redacted]";

/** None may look from many places as far as the text goes: that takes minutes for a long one. */
const shapes: readonly Shape[] = [
  // Header lines, as in a dump of a request: all of the value.
  [
    /\b((?:proxy-)?authori[sz]ation|(?:set-)?cookie)(["'\]]*\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^"'\r\n]+)/gi,
    `$1$2${hidden}`,
  ],
  // A Digest header (RFC 7616): its parameters, as far as they go.
  [/\bDigest\s+\w+\s*=\s*(?:"[^"]*"?|[^\s,]*)(?:\s*,\s*[\w*]+\s*=\s*(?:"[^"]*"?|[^\s,]*))*/gi, `Digest ${hidden}`],
  [/\b((?:c|next)?nonce|rspauth|opaque|ha[12])(["']*\s*[:=]\s*\\?["']?)[\w+/=.~-]+/gi, `$1$2${hidden}`],
  [/\b(response)(["']*\s*[:=]\s*\\?["']?)(?=[\w+/=-]{0,99}\d)[\w+/=-]{8,}/gi, `$1$2${hidden}`],
  // A word in small letters alone ("basic authentication", "Bearer token") is no credential.
  [/\b(Basic|Bearer|Token)(\s+)(?![A-Za-z]?[a-z]{0,18}(?![\w+/=.~-]))[\w+/=.~-]{4,}/gi, `$1$2${hidden}`],
  // The user part of a URL.
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@"'<>]*@/gi, `$1${hidden}@`],
  // JSON Web Tokens, and the secrets of service accounts.
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g, hidden],
  [/mdb_sa_sk_[\w-]*/gi, hidden],
  // Headers in base64: "Digest", "Basic " and "Bearer".
  [/(?:RGlnZXN0|QmFzaWMg|QmVhcmVy)[\w+/=-]*/g, hidden],
  // MD5 and SHA-256 in hex: the answers to digest challenges, and what they are made of. Ids of Atlas have 24 digits.
  [/[0-9a-f]{32,}/gi, hidden],
  // Where a line was cut to fit, what is left of one.
  [/[0-9a-f]{8,}\u2026/gi, `${hidden}\u2026`],
];

export function hideShapes(text: string): string {
  if (!mayHold(text)) return text;
  return shapes.reduce((cleaned, [shape, replacement]) => cleaned.replace(shape, replacement), text);
}
