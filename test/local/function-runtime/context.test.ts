import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { aBench, anApp, type Bench } from "./an-app";

let bench: Bench;
const secrets = { "private-key": "s3cret" };
const app = anApp(
  {
    sum: "exports = (a, b) => a + b;",
    fails: "exports = () => { throw new RangeError('too much'); };",
    slow: "exports = async (ms) => { await new Promise((go) => setTimeout(go, ms)); return new Date(); };",
  },
  {
    values: [
      { name: "plain", value: { colors: ["red"], n: 5, big: 5_000_000_000 }, isFromSecret: false },
      { name: "key", value: "private-key", isFromSecret: true },
      { name: "lost", value: "no-such-secret", isFromSecret: true },
    ],
    environments: { production: { baseUrl: "https://example.com" } },
  },
);

beforeAll(async () => {
  bench = await aBench({}, { app, secrets });
});
afterAll(() => bench.dispose());

async function evaluated(expression: string, ...args: unknown[]): Promise<unknown> {
  const { result, error } = await bench.evaluate(`exports = async function (a, b) { return ${expression}; };`, ...args);
  if (error) throw new Error(`${error.name}: ${error.message}`);
  return result;
}

describe("context.values.get", () => {
  it("gives a Value, the Secret of a linked one, and undefined where there is none", async () => {
    expect(await evaluated("context.values.get('plain').colors[0]")).toBe("red");
    expect(await evaluated("context.values.get('key')")).toBe("s3cret");
    expect(await evaluated("typeof context.values.get('nothing') + typeof context.values.get('lost')")).toBe(
      "undefinedundefined",
    );
  });

  it("gives a fresh copy each time", async () => {
    expect(await evaluated("(context.values.get('plain').n = 6, context.values.get('plain').n)")).toBe(5);
  });

  it("follows edits made without a deployment", async () => {
    const edited = await aBench(
      { main: "exports = () => context.values.get('schedule');" },
      { values: { schedule: 1 } },
    );
    expect((await edited.run({ functionName: "main" })).result).toBe(1);
    await edited.dispose();
  });
});

describe("context", () => {
  it("knows the environment: its tag and values", async () => {
    expect(await evaluated("context.environment")).toEqual({ tag: "", values: {} });
    const production = await aBench({}, { app, environment: "production" });
    const { result } = await production.evaluate("exports = () => context.environment;");
    expect(result).toEqual({ tag: "production", values: { baseUrl: "https://example.com" } });
    await production.dispose();
  });

  it("knows the app", async () => {
    expect(await evaluated("context.app")).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      clientAppId: expect.stringMatching(/^test-app-[a-p]{5}$/),
      name: "test-app",
      projectId: "5e1ec444970199272441a214",
      deployment: { model: "GLOBAL", providerRegion: "aws-us-east-1" },
      lastDeployed: "",
      hostingUri: "",
    });
  });

  it("is that of the system, with no request", async () => {
    expect(await evaluated("[context.runningAsSystem(), context.user.type, typeof context.request]")).toEqual([
      true,
      "system",
      "undefined",
    ]);
  });
});

describe("context.functions.execute", () => {
  async function execute(call: string) {
    const all = await aBench({
      ...Object.fromEntries(app.functions.map((f) => [f.name, f.source])),
      main: `exports = async () => ${call};`,
    });
    const execution = await all.run({ functionName: "main" });
    await all.dispose();
    return execution;
  }

  it("gives a promise of the other function's result", async () => {
    expect((await execute("await context.functions.execute('sum', 2, 3)")).result).toBe(5);
  });

  it("rejects with the other function's error, and for a function that is not there", async () => {
    expect((await execute("context.functions.execute('fails').catch((e) => e.message)")).result).toBe("too much");
    expect((await execute("context.functions.execute('nobody')")).error?.message).toBe(`function not found: "nobody"`);
  });

  it("lets time pass", async () => {
    const { result, startedAtMs } = await execute("await context.functions.execute('slow', 90000)");
    expect(result).toEqual(new Date(startedAtMs + 90_000));
  });
});

describe("EJSON", () => {
  it.each([
    ["5", '{"$numberInt":"5"}'],
    ["-2147483648", '{"$numberInt":"-2147483648"}'],
    ["2147483648", '{"$numberLong":"2147483648"}'],
    ["1.5", '{"$numberDouble":"1.5"}'],
    ["-0", '{"$numberDouble":"-0.0"}'],
    ["1e20", '{"$numberDouble":"100000000000000000000.0"}'],
    ["NaN", '{"$numberDouble":"NaN"}'],
    ["new Date(5)", '{"$date":{"$numberLong":"5"}}'],
    ["[true, null, 'x', undefined]", '[true,null,"x",{"$undefined":true}]'],
    ["/a+/i", '{"$regularExpression":{"pattern":"a+","options":"i"}}'],
    ["new BSON.ObjectId('5E58667d902d38559c802b13')", '{"$oid":"5e58667d902d38559c802b13"}'],
    ["BSON.Binary.fromBase64('aGk=', 4)", '{"$binary":{"base64":"aGk=","subType":"04"}}'],
    ["BSON.Int32(42)", '{"$numberInt":"42"}'],

    ["BSON.Long(600206158, 342)", '{"$numberLong":"1469479021390"}'],
    ["BSON.Long(-1, -1)", '{"$numberLong":"-1"}'],
    ["BSON.Long(0, -2147483648)", '{"$numberLong":"-9223372036854775808"}'],
    ["BSON.Long(-1, 2147483647)", '{"$numberLong":"9223372036854775807"}'],
    ["BSON.Decimal128.fromString('1.10')", '{"$numberDecimal":"1.10"}'],
    ["[BSON.MinKey, BSON.MaxKey]", '[{"$minKey":1},{"$maxKey":1}]'],
    ["BSON.BSONRegExp('the', 'ig')", '{"$regularExpression":{"pattern":"the","options":"ig"}}'],
  ])("stringifies %s canonically and reads it back", async (expression, ejson) => {
    expect(await evaluated(`EJSON.stringify(${expression})`)).toBe(ejson);
    expect(await evaluated(`EJSON.stringify(EJSON.parse(EJSON.stringify(${expression})))`)).toBe(ejson);
  });

  it("reads the relaxed form too, and leaves unknown $-keys alone", async () => {
    expect(
      await evaluated(`EJSON.stringify(EJSON.parse('{"d":{"$date":"1970-01-01T00:00:01Z"},"n":7,"q":{"$gt":1}}'))`),
    ).toBe('{"d":{"$date":{"$numberLong":"1000"}},"n":{"$numberInt":"7"},"q":{"$gt":{"$numberInt":"1"}}}');
  });

  it("refuses a circle", async () => {
    await expect(evaluated("(() => { const c = {}; c.c = c; return EJSON.stringify(c) })()")).rejects.toThrow(
      "circular",
    );
  });
});

describe("arguments and results", () => {
  it("pass as Extended JSON", async () => {
    const sent = { text: "ä\u0000\ud83d\ude00", n: 1.5, list: [1, null, true], at: new Date(1_000), big: 2 ** 40 };
    expect(await evaluated("a", sent)).toEqual(sent);
    expect(await evaluated("[a.at instanceof Date, a.n + b]", sent, 2)).toEqual([true, 3.5]);
  });

  it("may be absent", async () => {
    const execution = await bench.evaluate("exports = () => {};");
    expect(execution).toMatchObject({ outcome: "completed", result: undefined, resultEjson: '{"$undefined":true}' });
  });

  it("may look like Extended JSON without being any", async () => {
    expect((await bench.evaluate("exports = () => ({ $oid: 5 });")).outcome).toBe("completed");
  });

  it.each([
    ["an error", "new TypeError('no')", { name: "TypeError", message: "no" }],
    ["an error of its own kind", "Object.assign(new Error('no'), { name: 'Mine' })", { name: "Mine", message: "no" }],
    ["a text", "'no'", { name: "Error", message: "no" }],
    ["a document", "{ code: 5 }", { name: "Error", message: '{"code":{"$numberInt":"5"}}' }],
    ["nothing", "undefined", { name: "Error", message: '{"$undefined":true}' }],
  ])("%s thrown makes the run fail with it", async (_, thrown, error) => {
    expect(await bench.evaluate(`exports = async () => { throw ${thrown}; };`)).toMatchObject({
      outcome: "failed",
      error,
    });
  });
});

describe("what an error carries", () => {
  it.each([
    ["a report", "{ report: { at: new Date(0), of: [1, 'two'] } }", { report: { at: new Date(0), of: [1, "two"] } }],
    ["nothing", "{}", undefined],
    ["what cannot be written down", "{ get report() { throw 'no'; } }", undefined],
  ])("is kept as plain data beside its message: %s", async (_, own, carried) => {
    const source = `exports = () => { const e = new Error('no'); e.name = 'Own'; Object.defineProperties(e, Object.getOwnPropertyDescriptors(${own})); throw e; };`;
    const { error } = await bench.evaluate(source);
    expect(error).toMatchObject({ name: "Own", message: "no" });
    expect(error?.carried).toEqual(carried);
  });
});

describe("an error whose stack is gone", () => {
  it("is shown by its name and message alone", async () => {
    const { error } = await bench.evaluate(
      "exports = () => { const e = new TypeError('no'); e.stack = undefined; throw e; };",
    );
    expect(error).toMatchObject({ name: "TypeError", message: "no", stack: "TypeError: no" });
  });
});

describe("Buffer", () => {
  it.each([
    ["Buffer.from('user:pässword').toString('base64')", "dXNlcjpww6Rzc3dvcmQ="],
    ["Buffer.from('dXNlcg==', 'base64').toString()", "user"],
    ["Buffer.from('e4', 'hex').toString('latin1')", "ä"],
    ["Buffer.from('ä', 'utf8').toString('hex') + Buffer.byteLength('ä')", "c3a42"],
    ["Buffer.concat([Buffer.from([104]), Buffer.from('i')]).toString()", "hi"],
    ["Buffer.from('this').subarray(1, 3).toString() + Buffer.from('this').subarray(2).toString('hex')", "hi6973"],
    [
      "[Buffer.isBuffer(Buffer.alloc(2)), Buffer.from('a').equals(Buffer.from([97])), JSON.stringify(Buffer.from('a'))]",
      [true, true, '{"type":"Buffer","data":[97]}'],
    ],
  ])("%s", async (expression, expected) => {
    expect(await evaluated(expression)).toEqual(expected);
  });
});

describe("BSON.Binary and BSON.ObjectId", () => {
  it.each([
    ["BSON.Binary.fromHex('6869').text()", "hi"],
    [
      "[BSON.Binary.fromHex('6869').sub_type, BSON.Binary.fromText('a').sub_type, BSON.Binary.fromBase64('aGk=', 5).sub_type].join()",
      "0,0,5",
    ],
    ["BSON.Binary.fromBase64('w6Q=').text() + BSON.Binary.fromText('ä').toHex()", "äc3a4"],
    ["BSON.Binary.fromText('hi').length()", 2],
    ["BSON.ObjectId('5e58667d902d38559c802b13').equals(new BSON.ObjectId('5e58667d902d38559c802b13'))", true],
    ["new BSON.ObjectId('5e58667d902d38559c802b13').getTimestamp().getTime()", 0x5e58667d * 1000],
    ["new BSON.ObjectId('abcdefghijkl').toHexString()", "6162636465666768696a6b6c"],
  ])("%s", async (expression, expected) => {
    expect(await evaluated(expression)).toEqual(expected);
  });

  it("makes new ids of the emulator's second, never twice", async () => {
    const ids = (await evaluated(
      "[new BSON.ObjectId().toString(), BSON.ObjectId().toString(), Date.now()]",
    )) as unknown[];
    expect(ids[0]).not.toBe(ids[1]);
    expect(Number.parseInt(String(ids[0]).slice(0, 8), 16)).toBe(Math.floor(Number(ids[2]) / 1000));
  });
});
