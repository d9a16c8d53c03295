import { describe, expect, it } from "@jest/globals";
import { problemWith } from "./known-commands";

const helpOf = () => "  --schedule FILE  …\n  --json  …";
const problem = (line: string) => problemWith(line.split(" "), helpOf);

describe("problemWith", () => {
  it.each([
    "npm ci",
    "npm ci --omit=dev",
    "npm test",
    "npm run check",
    "npm run plan -- --schedule FILE --json",
    "npm run plan -- --help",
    "npm run --silent plan -- --json",
    "npx --no-install tsx scripts/plan.ts --json",
    "npx --no-install jest test/documents test/layers.test.ts",
    "npx --no-install realm-cli --version",
    "npx --no-install realm-cli push --local app --remote APP_ID --dry-run",
    "npx --no-install realm-cli --profile other secrets create --app APP_ID --name N -y",
    "npx --no-install realm-cli --realm-url http://127.0.0.1:8765 secrets create --app APP_ID --name N --value V",
  ])("finds none in %s", (line) => expect(problem(line)).toBeNull());

  it.each([
    ["npm publish", "npm has no command publish"],
    ["npm run deplyo", "package.json has no script deplyo"],
    ["npm run check -- --fix", "npm run check takes no arguments"],
    ["npm run plan -- --scheduel FILE", "scripts/plan.ts has no --scheduel"],
    ["npx --no-install tsx scripts/plans.ts", "there is no scripts/plans.ts"],
    ["npx --no-install jest test/nope.test.ts", "there is no test/nope.test.ts"],
    ["npx realm-cli push", "npx realm-cli without --no-install may fetch another package of that name"],
    ["npx --no-install realm-cli shove", "realm-cli has no command shove"],
    ["npx --no-install realm-cli push --locale app", "realm-cli push has no --locale"],
    ["npx --no-install realm-cli secrets create --value S", "--value puts a credential on the command line"],
    ["npx tsx scripts/plan.ts", "npx tsx without --no-install may fetch another package of that name"],
    ["npx --no-install cowsay", "npx cowsay: no document may use this before the test knows it"],
  ])("finds it in %s", (line, expected) => expect(problem(line)).toBe(expected));
});
