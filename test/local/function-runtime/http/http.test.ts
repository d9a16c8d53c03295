import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type Answer, aServer, type TestServer } from "../a-server";
import { aBench, type Bench } from "../an-app";

let bench: Bench;
const servers: TestServer[] = [];

async function started(answer: Answer): Promise<TestServer> {
  const server = await aServer(answer);
  servers.push(server);
  return server;
}

beforeAll(async () => {
  bench = await aBench();
});
afterAll(() => bench.dispose());
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const OK: Answer = (_, response) => void response.end("ok");

/** Makes one request with the given arguments (as source text; `URL` is the server's) and gives what `shown` makes of it. */
async function send(args: string, { method = "get", shown = "r.body.text()", answer = OK } = {}) {
  const server = await started(answer);
  const call = `context.http.${method}(${args.replace(/URL/g, JSON.stringify(server.url))})`;
  const execution = await bench.evaluate(`exports = async () => { const r = await ${call}; return ${shown}; };`);
  return { ...execution, asked: server.asked, url: server.url };
}

describe("the response", () => {
  it("has the documented form", async () => {
    const answer: Answer = (_, response) => {
      response.writeHead(404, "Not Found", {
        "content-type": "application/json",
        "retry-after": "5",
        "set-cookie": ["a=1; Path=/", "b=x=y"],
        "content-length": "7",
      });
      response.end('{"a":1}');
    };
    const { result, httpRequests } = await send("{ url: URL }", {
      answer,
      shown: "Object.assign(r, { body: r.body.text() })",
    });
    expect(result).toMatchObject({
      status: "404 Not Found",
      statusCode: 404,
      contentLength: 7,
      headers: { "Content-Type": ["application/json"], "Retry-After": ["5"], "Set-Cookie": ["a=1; Path=/", "b=x=y"] },
      cookies: { a: "1", b: "x=y" },
      body: '{"a":1}',
    });
    expect(httpRequests).toBe(1);
  });

  it("resolves for every status", async () => {
    const answer: Answer = ({ target }, response) => void response.writeHead(Number(target.slice(1))).end();
    for (const status of [204, 302, 400, 401, 429, 503]) {
      expect((await send(`{ url: URL + "/${status}" }`, { answer, shown: "r.statusCode" })).result).toBe(status);
    }
  });

  it("gives text in any language, and bytes that are no text", async () => {
    expect((await send("{ url: URL }", { answer: (_, r) => void r.end("ä😀") })).result).toBe("ä😀");
    const bytes: Answer = (_, response) => void response.end(Buffer.from([0xff, 0x00, 0x80]));
    expect((await send("{ url: URL }", { answer: bytes, shown: "r.body.toHex()" })).result).toBe("ff0080");
    expect((await send("{ url: URL }", { answer: bytes })).result).toBe("\ufffd\u0000\ufffd");
  });

  it("is unpacked, as Go's client does", async () => {
    const answer: Answer = (asked, response) => {
      expect(asked.headers["accept-encoding"]).toBe("gzip");
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("packed"));
    };
    expect((await send("{ url: URL }", { answer })).result).toBe("packed");
  });

  it("has no length when the server does not say", async () => {
    const answer: Answer = (_, response) => {
      response.write("a");
      response.end("b");
    };
    expect((await send("{ url: URL }", { answer, shown: "r.contentLength" })).result).toBe(-1);
  });
});

describe("the request", () => {
  it.each(["get", "post", "put", "patch", "delete", "head"])("%s", async (method) => {
    const { asked } = await send("{ url: URL + '/p?q=1#fragment' }", { method });
    expect(asked.map((request) => [request.method, request.target])).toEqual([[method.toUpperCase(), "/p?q=1"]]);
  });

  it("may be given in parts", async () => {
    const { asked } = await send(
      "{ scheme: 'http', host: URL.slice(7), path: '/api/v1', query: { id: ['8'], color: ['red', 'dark blue'] }, fragment: 'f' }",
    );
    expect(asked[0]?.target).toBe("/api/v1?id=8&color=red&color=dark+blue");
  });

  it("sends headers as given, several of a name too", async () => {
    const { asked } = await send(
      "{ url: URL, headers: { Accept: ['application/vnd.atlas.2024-08-05+json'], 'X-Two': ['a', 'b'] } }",
    );
    expect(asked[0]?.headers).toMatchObject({ accept: "application/vnd.atlas.2024-08-05+json", "x-two": "a, b" });
    expect(asked[0]?.headers).not.toHaveProperty("cookie");
  });

  it.each(["{ a: '1', b: '2' }", "'a=1; b=2'"])("sends cookies: %s", async (cookies) => {
    const { asked } = await send(`{ url: URL, cookies: ${cookies} }`);
    expect(asked[0]?.headers.cookie).toBe("a=1; b=2");
  });

  it("asks its authUrl first and takes the cookies from there", async () => {
    const answer: Answer = (_, response) => void response.writeHead(200, { "set-cookie": ["s=7; Path=/"] }).end();
    const args =
      "{ url: URL + '/p', authUrl: URL + '/login', cookies: { a: '1' }, body: 'B', headers: { 'X-Mark': ['m'] } }";
    const { asked } = await send(args, { method: "post", answer });
    const seen = asked.map(({ method, target, headers, body }) => [
      ...[method, target, headers.cookie, headers["x-mark"], body.toString()],
    ]);
    expect(seen).toEqual([
      ["GET", "/login", undefined, undefined, ""],
      ["POST", "/p", "a=1; s=7", "m", "B"],
    ]);
  });

  it.each([
    ["a text", "body: 'täxt'", "täxt", undefined],
    ["bytes", "body: BSON.Binary.fromHex('6869')", "hi", undefined],
    [
      "a document as Extended JSON",
      "body: { a: [1, 2.5], at: new Date(0) }, encodeBodyAsJSON: true",
      '{"a":[{"$numberInt":"1"},{"$numberDouble":"2.5"}],"at":{"$date":{"$numberLong":"0"}}}',
      "application/json",
    ],
    [
      "JSON of a type given",
      "body: { a: 1 }, encodeBodyAsJSON: true, headers: { 'content-type': ['application/vnd.x+json'] }",
      '{"a":{"$numberInt":"1"}}',
      "application/vnd.x+json",
    ],
  ])("carries %s", async (_, args, body, type) => {
    const { asked } = await send(`{ url: URL, ${args} }`, { method: "patch" });
    expect(asked[0]?.body.toString()).toBe(body);
    expect(asked[0]?.headers["content-type"]).toBe(type);
    expect(asked[0]?.headers["content-length"]).toBe(String(Buffer.byteLength(body)));
  });

  it("carries a form", async () => {
    const { asked } = await send(
      "{ url: URL, form: { to: 'a@b.c', text: 'hi' }, headers: { 'Content-Type': ['multipart/form-data'] } }",
      { method: "post" },
    );
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(asked[0]?.headers["content-type"] ?? "")?.[1];
    expect(asked[0]?.body.toString().split(`--${boundary}`)).toEqual([
      "",
      '\r\nContent-Disposition: form-data; name="to"\r\n\r\na@b.c\r\n',
      '\r\nContent-Disposition: form-data; name="text"\r\n\r\nhi\r\n',
      "--\r\n",
    ]);
  });

  it.each([
    ["beside the URL", "{ url: URL, username: 'us', password: 'p:w' }"],
    ["in the URL", "{ url: URL.replace('//', '//us:p%3Aw@') }"],
  ])("is authenticated with basic credentials %s", async (_, args) => {
    const { asked } = await send(args);
    expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from("us:p:w").toString("base64")}`);
  });

  it.each([
    ["no arguments", "undefined", "one document of arguments"],
    ["no URL", "{}", '"url" or "host" is required'],
    ["a URL that is none", "{ url: 'example.com/x' }", '"url" is not a URL'],
    ["another scheme", "{ url: 'ftp://example.com' }", 'unsupported protocol scheme "ftp"'],
    ["a number for the URL", "{ url: 5 }", '"url" must be a string, not a number'],
    [
      "a text for a header",
      "{ url: URL, headers: { Accept: 'x' } }",
      '"headers" must hold arrays of strings: "Accept" is a string',
    ],
    [
      "a number in a header",
      "{ url: URL, headers: { A: [1] } }",
      '"headers" must hold arrays of strings: "A" is an array',
    ],
    ["a list of headers", "{ url: URL, headers: [] }", '"headers" must be a document, not an array'],
    ["a text for a query", "{ host: 'x', query: { a: '1' } }", '"query" must hold arrays of strings'],
    ["a document for a body", "{ url: URL, body: {} }", '"encodeBodyAsJSON" must be true'],
    ["a text for digestAuth", "{ url: URL, digestAuth: 'yes' }", '"digestAuth" must be a boolean, not a string'],
    ["digest without credentials", "{ url: URL, digestAuth: true }", '"digestAuth" needs "username" and "password"'],
    ["a form and a body", "{ url: URL, form: { a: 'b' }, body: 'c' }", '"form" and "body" cannot be given together'],
    ["an authUrl that is no URL", "{ url: URL, authUrl: 'x' }", '"authUrl" is not a URL: x'],
    [
      "a line break in a header",
      "{ url: URL, headers: { A: ['1\\r\\nB: 2'] } }",
      "Invalid character in header content",
    ],
    [
      "a header's name that is none",
      "{ url: URL, headers: { 'A B': ['1'] } }",
      "Header name must be a valid HTTP token",
    ],
    ["a file", "{ url: 'file:///etc/passwd' }", 'unsupported protocol scheme "file"'],
    ["cookies that are a number", "{ url: URL, cookies: 5 }", '"cookies" must be a document, not a number'],
  ])("is refused with %s, and nothing is sent", async (_, args, message) => {
    const { error, asked } = await send(args, { method: "post" });
    expect(error?.message).toContain(message);
    expect(asked).toEqual([]);
  });
});

describe("digest authentication", () => {
  const md5 = (text: string) => createHash("md5").update(text).digest("hex");
  const field = (header: string, name: string) => new RegExp(`[ ,]${name}="?([^",]+)`).exec(header)?.[1] ?? "";

  /** Answers challenges as RFC 7616 says; each nonce is good once. */
  function guarded(): Answer {
    let nonces = 0;
    const open = new Set<string>();
    return ({ method, target, headers }, response) => {
      const header = headers.authorization ?? "";
      const nonce = field(header, "nonce");
      const expected = md5(
        [
          md5("key:MMS Public API:se,cret"),
          nonce,
          "00000001",
          field(header, "cnonce"),
          "auth",
          md5(`${method}:${target}`),
        ].join(":"),
      );
      const isRight = open.delete(nonce) && field(header, "response") === expected && field(header, "uri") === target;
      if (isRight) return void response.end(`welcome ${field(header, "nc")}`);
      nonces += 1;
      open.add(`nonce${nonces}`);
      response.writeHead(401, {
        "www-authenticate": `Digest realm="MMS Public API", domain="", nonce="nonce${nonces}", algorithm=MD5, qop="auth", stale=false`,
      });
      response.end("denied");
    };
  }

  it("makes two exchanges, the second with the right answer, body and headers in both", async () => {
    const { result, asked, httpRequests } = await send(
      "{ url: URL + '/a?b=c', username: 'key', password: 'se,cret', digestAuth: true, body: 'B', headers: { 'X-A': ['1'] } }",
      { method: "patch", answer: guarded() },
    );
    expect(result).toBe("welcome 00000001");
    expect(
      asked.map(({ headers, body }) => [headers.authorization !== undefined, headers["x-a"], body.toString()]),
    ).toEqual([
      [false, "1", "B"],
      [true, "1", "B"],
    ]);
    expect(httpRequests).toBe(1);
  });

  it("never uses a nonce twice", async () => {
    const server = await started(guarded());
    const { result } = await bench.evaluate(`exports = async () => {
      const texts = [];
      for (let i = 0; i < 3; i += 1) {
        const r = await context.http.get({ url: "${server.url}", username: "key", password: "se,cret", digestAuth: true });
        texts.push(r.body.text());
      }
      return texts;
    };`);
    expect(result).toEqual(Array(3).fill("welcome 00000001"));
    expect(server.asked).toHaveLength(6);
  });

  it("gives the 401 when the credentials are wrong, after one try", async () => {
    const { result, asked } = await send("{ url: URL, username: 'key', password: 'x', digestAuth: true }", {
      answer: guarded(),
      shown: "r.statusCode",
    });
    expect([result, asked.length]).toEqual([401, 2]);
  });

  it("gives the first answer when there is no challenge", async () => {
    const { result, asked } = await send("{ url: URL, username: 'key', password: 'x', digestAuth: true }");
    expect([result, asked.length]).toEqual(["ok", 1]);
  });
});

describe("redirects", () => {
  const hop: Answer = ({ target }, response) => {
    const [, status = "", to = ""] = /^\/(\d+)(\/.*)$/.exec(target) ?? [];
    if (status === "") return void response.end(target);
    response.writeHead(Number(status), { location: to }).end();
  };

  it("are not followed unless asked for", async () => {
    const { result, asked } = await send("{ url: URL + '/302/there' }", {
      answer: hop,
      shown: "r.headers.Location[0]",
    });
    expect([result, asked.length]).toEqual(["/there", 1]);
  });

  it.each([
    ["302 of a POST becomes a GET", "/302/there", "post", ["POST", "GET"], ""],
    ["301 of a PATCH becomes a GET", "/301/there", "patch", ["PATCH", "GET"], ""],
    ["303 of a DELETE becomes a GET", "/303/there", "delete", ["DELETE", "GET"], ""],
    ["302 of a GET leaves its body behind", "/302/there", "get", ["GET", "GET"], ""],
    ["307 repeats the POST with its body", "/307/there", "post", ["POST", "POST"], "B"],
    ["308 repeats the PUT with its body", "/308/there", "put", ["PUT", "PUT"], "B"],
  ])("%s", async (_, path, method, methods, lastBody) => {
    const { result, asked } = await send(`{ url: URL + '${path}', body: 'B', followRedirects: true }`, {
      answer: hop,
      method,
    });
    expect(result).toBe("/there");
    expect(asked.map((request) => request.method)).toEqual(methods);
    expect(asked.at(-1)?.body.toString()).toBe(lastBody);
  });

  it("leave a HEAD what it is", async () => {
    const { asked } = await send("{ url: URL + '/302/there', followRedirects: true }", {
      answer: hop,
      method: "head",
      shown: "r.statusCode",
    });
    expect(asked.map(({ method, target }) => `${method} ${target}`)).toEqual(["HEAD /302/there", "HEAD /there"]);
  });

  it.each([
    [300, 1],
    [304, 1],
    [305, 1],
    [306, 1],
    [309, 1],
  ])("are none with status %i", async (status, requests) => {
    const { asked } = await send(`{ url: URL + '/${status}/there', followRedirects: true }`, {
      answer: hop,
      shown: "1",
    });
    expect(asked).toHaveLength(requests);
  });

  it("end after ten", async () => {
    const answer: Answer = (_, response) => void response.writeHead(302, { location: "/" }).end();
    const { error, asked } = await send("{ url: URL, followRedirects: true }", { answer });
    expect([error?.message.slice(-26), asked.length]).toEqual(["stopped after 10 redirects", 11]);
  });
});

describe("text with a NUL in it", () => {
  it("crosses whole, both ways and into the log", async () => {
    const { result, asked, logs } = await send("{ url: URL, body: 'a\\0b' + '\\ud83d' }", {
      method: "post",
      answer: (_, response) => void response.end("c\0d"),
      shown: "(console.log('e\\0f'), r.body.text() + Buffer.from('g\\0h').toString('hex'))",
    });
    expect([result, asked[0]?.body.toString(), logs]).toEqual(["c\0d670068", "a\0b\ufffd", ["e\0f"]]);
  });
});

describe("a request that fails", () => {
  it("rejects when nobody listens", async () => {
    const closed = await aServer(OK);
    await closed.close();
    const { error } = await bench.evaluate(`exports = () => context.http.get({ url: "${closed.url}/x" });`);
    expect(error).toMatchObject({ name: "Error", message: `Get "${closed.url}/x": connection refused` });
  });

  it.each(["patch", "get"])("rejects when the connection breaks, and is not repeated: %s", async (method) => {
    const answer: Answer = (_, response) => void response.socket?.resetAndDestroy();
    const { error, asked } = await send("{ url: URL, body: 'B' }", { method, answer });
    expect(error?.message).toMatch(/connection reset by peer$/);
    expect(asked).toHaveLength(1);
  });

  it("rejects when the answer breaks off", async () => {
    const answer: Answer = (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setImmediate(() => response.socket?.destroy());
    };
    const { error } = await send("{ url: URL }", { answer });
    expect(error?.message).toMatch(/^Get ".*": /);
  });

  it("names no credentials", async () => {
    const { error } = await bench.evaluate(
      `exports = () => context.http.get({ url: "http://us:secret@127.0.0.1:1/x", username: "u", password: "hidden" });`,
    );
    expect(error?.message).toContain("127.0.0.1:1/x");
    expect(JSON.stringify(error)).not.toMatch(/secret|hidden/);
  });

  it("can be caught", async () => {
    const { result } = await bench.evaluate(
      `exports = () => context.http.get({ url: "http://127.0.0.1:1" }).catch((e) => e instanceof Error);`,
    );
    expect(result).toBe(true);
  });
});

describe("a response that is too large", () => {
  const big = 5_000_000;

  it.each<[string, Answer]>([
    ["sent as it is", (_, response) => void response.end(Buffer.alloc(big))],
    [
      "packed small",
      (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(big))),
    ],
  ])("is refused, and leaves room for others: %s", async (_, answer) => {
    const small = await aBench({}, { limits: { memoryBytes: 4_000_000 } });
    const [server, other] = [await started(answer), await started((_, response) => void response.end("small"))];
    const { result } = await small.evaluate(`exports = async () => {
      const refusal = await context.http.get({ url: "${server.url}" }).catch((error) => error.message);
      return [refusal, (await context.http.get({ url: "${other.url}" })).body.text()]; };`);
    expect(result).toEqual([`Get "${server.url}/": the response is larger than the memory of the call`, "small"]);
    await small.dispose();
  });

  it("is one beside others that are not handed over yet; those that are do not count", async () => {
    const small = await aBench({}, { limits: { memoryBytes: 4_000_000 } });
    const server = await started((_, response) => void response.end(Buffer.alloc(1_000_000)));
    const { result } = await small.evaluate(`exports = async () => {
      let length = 0;
      for (let i = 0; i < 6; i += 1) length += (await context.http.get({ url: "${server.url}" })).body.text().length;
      return length; };`);
    expect(result).toBe(6_000_000);
    await small.dispose();
  });
});

describe("25 sockets", () => {
  const many = (count: number, url: string) => `exports = async () => {
    const all = await Promise.all(Array.from({ length: ${count} }, () =>
      context.http.get({ url: "${url}" }).then((r) => r.statusCode, (e) => e.message)));
    return all; };`;

  it("may be open at once, and one more is refused", async () => {
    const server = await started(OK);
    expect((await bench.evaluate(many(25, server.url))).result).toEqual(Array(25).fill(200));
    expect((await bench.evaluate(many(26, server.url))).result).toEqual([
      ...Array(25).fill(200),
      "exceeded the limit of 25 open sockets",
    ]);
  });
});
