/**
 * Tests are TypeScript, turned into CommonJS one file at a time by esbuild (types are checked by `npm run types`). What
 * they test is loaded once a worker: test/set-up/runtime.cjs says why.
 */
export default {
  testEnvironment: "<rootDir>/test/set-up/environment.cjs",
  runtime: "<rootDir>/test/set-up/runtime.cjs",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.ts$": "<rootDir>/test/set-up/esbuild-transform.cjs" },
  moduleFileExtensions: ["ts", "js", "mjs", "cjs", "json", "node"],
  // Far above what any test takes: only a test that hangs is to end by it, also where the machine has other work.
  testTimeout: 90_000,
  maxWorkers: 2,
};
