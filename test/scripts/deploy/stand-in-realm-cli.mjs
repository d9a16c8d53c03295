/**
 * Stands for realm-cli 2.6.2 in tests: the requests of its `push`, in its order, with the session of its profile file
 * (its source: internal/commands/push, internal/cloud/realm, internal/cli/user). A test starts it by a script that puts
 * `--record FILE` and `--fault NAME` before what the client is given; the real one knows neither.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const given = process.argv.slice(2);
const own = { "--record": "", "--fault": "" };
while (given[0] in own) own[given[0]] = given.splice(0, 2)[1];

if (given[0] === "--version") {
  if (own["--fault"] === "other-package") console.log("1.0.2");
  else if (own["--fault"] === "no-binary") throw new Error("spawn realm-cli ENOENT");
  else console.log("realm-cli version 2.6.2");
} else {
  await main();
}

async function main() {
  const [command, ...rest] = given;
  const flags = readFlags(rest);
  const profileFile = join(process.env.HOME, ".config/realm-cli/default.yaml");
  const profile = JSON.parse(readFileSync(profileFile, "utf8")).default;
  const mode = (statSync(profileFile).mode & 0o777).toString(8);
  record({ command, args: given, env: Object.keys(process.env), profile: Object.keys(profile), mode });
  if (command !== "push") fail(`unknown command "${command}" for "realm-cli"`);
  await push(flags, profile);
}

function readFlags(words) {
  const switches = ["--yes", "--disable-colors"];
  const flags = {};
  for (let at = 0; at < words.length; at += switches.includes(words[at]) ? 1 : 2) {
    flags[words[at].slice(2)] = words[at + 1];
  }
  return flags;
}

async function push({ local, remote, project }, profile) {
  const app = await resolve(profile, project, remote);
  if (app === undefined) fail(`failed to find app '${remote}'`);
  const path = `/groups/${project}/apps/${app._id}`;
  const body = readApp(local);
  console.log("Determining changes");
  const changes = await call(profile, "POST", `${path}/import?diff=true&strategy=replace-by-name`, body);
  if (changes.length === 0) return console.log("Deployed app is identical to proposed version, nothing to do");
  console.log("Creating draft");
  const draft = await call(profile, "POST", `${path}/drafts`);
  console.log("Pushing changes");
  try {
    await call(profile, "POST", `${path}/import?strategy=replace-by-name`, body);
    if (own["--fault"] === "killed-with-draft") process.kill(process.pid, "SIGKILL");
    console.log("Deploying draft");
    let deployment = await call(profile, "POST", `${path}/drafts/${draft._id}/deployment`);
    while (!["successful", "failed"].includes(deployment.status)) {
      deployment = await call(profile, "GET", `${path}/deployments/${deployment._id}`);
    }
    if (deployment.status === "failed") throw new Error("failed to deploy app");
  } catch (error) {
    await call(profile, "DELETE", `${path}/drafts/${draft._id}`).catch(() => console.log("failed to discard draft"));
    fail(error.message);
  }
  console.log(`Successfully pushed app up: ${app.client_app_id}`);
}

async function resolve(profile, project, remote) {
  const apps = [];
  for (const product of ["", "?product=atlas", "?product=data-api"]) {
    apps.push(...(await call(profile, "GET", `/groups/${project}/apps${product}`)));
  }
  return apps.find(({ client_app_id, name }) => client_app_id === remote || name === remote);
}

/** structure_v2.go: the folder as one body. */
function readApp(dir) {
  const read = (path) => JSON.parse(readFileSync(join(dir, path), "utf8"));
  const filesIn = (folder, ending) =>
    existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)).filter((file) => file.endsWith(ending)) : [];
  const all = (folder) => filesIn(folder, ".json").map((file) => read(`${folder}/${file}`));
  const { config_version, app_id, name, location, deployment_model, environment } = read("realm_config.json");
  const sources = filesIn("functions", ".js").map((file) => [file, readFileSync(join(dir, "functions", file), "utf8")]);
  return {
    ...{ config_version, app_id, name, location, deployment_model, environment },
    environments: Object.fromEntries(
      (own["--fault"] === "no-environments" ? [] : filesIn("environments", ".json")).map((file) => [
        file,
        read(`environments/${file}`),
      ]),
    ),
    values: all("values"),
    functions: { config: read("functions/config.json"), sources: Object.fromEntries(sources) },
    triggers: all("triggers"),
    ...{ auth: {}, endpoints: {}, graphql: {}, sync: {}, secrets: {} },
  };
}

async function call(profile, method, path, body) {
  const headers = { Authorization: `Bearer ${profile.access_token}`, "Content-Type": "application/json" };
  const sent = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await fetch(`${profile.realm_base_url}/api/admin/v3.0${path}`, sent);
  const text = await answer.text();
  if (!answer.ok) throw new Error(JSON.parse(text).error);
  return text === "" ? undefined : JSON.parse(text);
}

function record(seen) {
  if (own["--record"] !== "") appendFileSync(own["--record"], `${JSON.stringify(seen)}\n`);
}

function fail(message) {
  console.log(`push failed: ${message}`);
  process.exit(1);
}
