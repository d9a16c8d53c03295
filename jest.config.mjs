/** Tests are TypeScript, turned into CommonJS one file at a time by esbuild (types are checked by `npm run types`). */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.ts$": "<rootDir>/test/esbuild-transform.cjs" },
  moduleFileExtensions: ["ts", "js", "mjs", "cjs", "json", "node"],
  testTimeout: 20_000,
  maxWorkers: 2,
};
