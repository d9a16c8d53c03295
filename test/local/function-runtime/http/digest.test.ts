import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { answerDigestChallenge, readDigestChallenge } from "../../../../src/local/function-runtime/http/digest";

/** RFC 7616, section 3.9.1. */
const RFC_7616 = {
  username: "Mufasa",
  password: "Circle of Life",
  method: "GET",
  uri: "/dir/index.html",
  clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
};
const RFC_7616_REST =
  'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';

function answer(header: string, request = RFC_7616): string {
  const challenge = readDigestChallenge(header);
  return (challenge && answerDigestChallenge(challenge, request)) ?? "none";
}

describe("answerDigestChallenge", () => {
  it.each([
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ])("gives the response of RFC 7616, 3.9.1, for %s", (algorithm, response) => {
    const header = answer(`Digest ${RFC_7616_REST}, algorithm=${algorithm}`);
    expect(header).toContain(`response="${response}"`);
    expect(header).toContain("qop=auth, nc=00000001");
    expect(header).toContain('opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"');
  });

  it("gives the response of RFC 2617, 3.5, where no algorithm is named", () => {
    const header = answer(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
      { ...RFC_7616, password: "Circle Of Life", clientNonce: "0a4f113b" },
    );
    expect(header).toContain('response="6629fae49393a05397450978507c4ef1"');
    expect(header).not.toContain("algorithm");
  });

  it("does without qop as RFC 2069 did", () => {
    const md5 = (text: string) => createHash("md5").update(text).digest("hex");
    const header = answer('Digest realm="r", nonce="n"');
    const expected = md5(`${md5("Mufasa:r:Circle of Life")}:n:${md5("GET:/dir/index.html")}`);
    expect(header).toContain(`response="${expected}"`);
    expect(header).not.toContain("nc=");
  });

  it("binds the secret to the session for MD5-sess", () => {
    const md5 = (text: string) => createHash("md5").update(text).digest("hex");
    const { clientNonce } = RFC_7616;
    const secret = md5(`${md5("Mufasa:r:Circle of Life")}:n:${clientNonce}`);
    const expected = md5(`${secret}:n:00000001:${clientNonce}:auth:${md5("GET:/dir/index.html")}`);
    expect(answer('Digest realm="r", nonce="n", qop=auth, algorithm=MD5-sess')).toContain(`response="${expected}"`);
  });

  it("takes the challenge that Atlas sends, and finds it beside another scheme", () => {
    const atlas =
      'Digest realm="MMS Public API", domain="", nonce="bn3TGhoxCEDJ0/6CAlJFTRGBNJVBCD0f", algorithm=MD5, qop="auth", stale=false';
    expect(answer(`Basic realm="a, b", ${atlas}`)).toContain(
      'realm="MMS Public API", nonce="bn3TGhoxCEDJ0/6CAlJFTRGBNJVBCD0f"',
    );
  });

  it.each([
    ["auth-int alone", 'Digest realm="r", nonce="n", qop="auth-int"'],
    ["an unknown algorithm", 'Digest realm="r", nonce="n", algorithm=SHA-512-256'],
    ["another scheme", 'Basic realm="r"'],
    ["no nonce", 'Digest realm="r"'],
  ])("cannot answer %s", (_, header) => {
    expect(answer(header)).toBe("none");
  });

  it("escapes quotes in what it repeats", () => {
    const header = answer('Digest realm="a\\"b", nonce="n"', { ...RFC_7616, username: 'o"k' });
    expect(header).toContain('username="o\\"k", realm="a\\"b"');
  });
});
