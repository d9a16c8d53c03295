import type { Speed } from "../../src/local/clock/speed";
import { readSpeed } from "../../src/local/server/clock-routes";
import { parseCommandLine, throwProblems } from "../lib/command-line";
import { countFlag, type Flag, instantFlag, switchFlag, textFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";
import { defaultPort, localKey, localProject } from "./defaults";

export interface StartOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** null: the schedule that the app has. */
  readonly scheduleFile: string | null;
  /** null: app/, built. */
  readonly appDir: string | null;
  /** No app is deployed. */
  readonly isEmpty: boolean;
  readonly speed: Speed;
  readonly startMs: number;
  /** null: nothing goes wrong. */
  readonly seed: number | null;
  /** null: one of each kind. */
  readonly clustersFile: string | null;
  /** null: nothing outlives a stop. */
  readonly stateFile: string | null;
}

const speedFlag: Flag<Speed> = {
  placeholder: "SPEED",
  help: "1 is real time (default), 60 lets a minute pass each second, step stands until it is told to go on",
  absent: 1,
  read: (text) => {
    const value = readSpeed(text === "step" ? text : Number(text));
    return value === undefined ? { problem: "is neither step nor a number from 1 to 100000" } : { value };
  },
};

const flags = {
  port: countFlag(`on 127.0.0.1; 0 takes any that is free (default: ${defaultPort})`, {
    absent: defaultPort,
    atLeast: 0,
    atMost: 65_535,
    placeholder: "PORT",
  }),
  schedule: textFlag("FILE", "a schedule document or a Value file for the app (default: its own)"),
  app: textFlag("DIR", "the App Services app that is deployed at the start (default: app/, built)"),
  empty: switchFlag("deploy no app: push one yourself"),
  speed: speedFlag,
  at: instantFlag("where its clock starts, such as 2026-11-29T00:00Z (default: now)"),
  seed: countFlag(
    "let Atlas misbehave now and then, the same way for the same N: slow answers, 429, 5xx, dropped connections, late, lost and doubled triggers",
    { absent: null, atLeast: 0, atMost: 999_999_999 },
  ),
  clusters: textFlag("FILE", "descriptions as the Admin API lists them (default: one cluster of each kind)"),
  state: textFlag("FILE", "what was there when it stopped is there when it starts again"),
};

const command: CommandDescription<typeof flags> = {
  usage: "npm start [-- OPTIONS]",
  about:
    "Serves local Atlas on one port of this machine: the Atlas Administration API, the App Services Admin API that realm-cli speaks, and a console in the browser. The app runs in it: its triggers fire, its functions change the clusters there. No Atlas account; nothing leaves this machine.\n" +
    "Its address is the first line printed; commands to try follow, ready to paste. Ctrl-C stops it.",
  flags,
  notes: [
    `Credentials, the same at every start: API key ${localKey.publicKey} with private key ${localKey.privateKey}, owner of project ${localProject.id}.`,
    "With --state FILE and a file that is there, --schedule, --app, --empty, --clusters and --at have no effect.",
    "Exit code 0; 1 when it failed; 2 when the command line, a file or the port is wrong.",
  ],
};

/** Throws a `UsageError` with everything that is wrong. */
export function readStartOptions(args: readonly string[], nowMs: number): StartOptions {
  const { values, problems } = parseCommandLine(command, args);
  const contradictions = [
    ...(values.empty && values.app !== null ? ["--empty deploys no app, --app names one: leave one out"] : []),
    ...(values.empty && values.schedule !== null ? ["--empty deploys no app for --schedule: leave one out"] : []),
  ];
  throwProblems([...problems, ...contradictions]);
  return {
    port: values.port,
    scheduleFile: values.schedule,
    appDir: values.app,
    isEmpty: values.empty,
    speed: values.speed,
    startMs: values.at ?? nowMs,
    seed: values.seed,
    clustersFile: values.clusters,
    stateFile: values.state,
  };
}
