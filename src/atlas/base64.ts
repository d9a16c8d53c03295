const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Base64 of ASCII text (a client id and secret are ASCII). `Buffer` is a global of App Services but of few other
 * engines.
 */
export function base64OfAscii(text: string): string {
  let encoded = "";
  for (let i = 0; i < text.length; i += 3) {
    const rest = text.length - i;
    const bits = (codeAt(text, i) << 16) | (codeAt(text, i + 1) << 8) | codeAt(text, i + 2);
    encoded += symbol(bits >> 18) + symbol(bits >> 12);
    encoded += rest > 1 ? symbol(bits >> 6) : "=";
    encoded += rest > 2 ? symbol(bits) : "=";
  }
  return encoded;
}

function codeAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) : 0;
}

function symbol(bits: number): string {
  return alphabet.charAt(bits & 63);
}
