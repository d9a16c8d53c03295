import { join } from "node:path";

/** The folder that holds package.json. */
export const projectDir = join(__dirname, "../..");

export const appDir = join(projectDir, "app");
