const { isBuiltin } = require("node:module");
const { dirname, join, resolve, sep } = require("node:path");
const { default: Runtime } = require("jest-runtime");

/** Loads what the test files of this worker share, and outlives them. */
let shared;

/**
 * Jest's module loader, except that only test files and their helpers are loaded anew for each test file. What they
 * test, the libraries and this folder are loaded once a worker: compiling them again, and running them before the engine
 * had optimized them, took a third of the suite's time. They keep nothing but caches, so no test file sees what another
 * did. A test file that mocks modules would need them for itself; there is none.
 */
module.exports = class WorkerRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig) {
    const all = [config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig];
    super(...all);
    this.testDir = join(config.rootDir, "test") + sep;
    this.setUpDir = __dirname + sep;
    // Somebody who watches edits the code between two runs of one process.
    this.shares = !globalConfig.watch && !globalConfig.watchAll;
    shared ??= new Runtime(...all);
  }

  requireModuleOrMock(from, name) {
    return this.isShared(from, name) ? shared.requireModuleOrMock(from, name) : super.requireModuleOrMock(from, name);
  }

  isShared(from, name) {
    if (!this.shares) return false;
    if (!name.startsWith(".")) return !isBuiltin(name) && !name.startsWith("@jest/");
    const file = resolve(dirname(from), name);
    return !file.startsWith(this.testDir) || file.startsWith(this.setUpDir);
  }

  /** For stack traces, which show places in the source. */
  getSourceMaps() {
    const [own, ofShared] = [super.getSourceMaps(), shared.getSourceMaps()];
    return {
      get: (file) => own.get(file) ?? ofShared.get(file),
      *[Symbol.iterator]() {
        yield* own;
        yield* ofShared;
      },
    };
  }
};
