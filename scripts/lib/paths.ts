import { join, relative } from "node:path";

/** The folder that holds package.json. */
export const projectDir = join(__dirname, "../..");

export const appDir = join(projectDir, "app");

/** The Value that holds the schedule, as a path that reads well in messages. */
export const scheduleValueFile = relative(process.cwd(), join(appDir, "values/schedule.json"));
