/** Writing a page into a file that the user named. */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "../command";
import { isPage } from "./document";

/** A page takes the place of an older one, as a new plan does; of anything else, which a slip of the pen may have named, it does not. */
export function checkPageFile(flag: string, file: string): void {
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) throw new UsageError(`${flag} ${file}: is a folder`);
  if (isPage(readFileSync(file, "utf8"))) return;
  throw new UsageError(
    `${flag} ${file}: is there already and is no page of this command: delete it, or choose another name`,
  );
}

export function writePage(flag: string, file: string, page: string): void {
  checkPageFile(flag, file);
  try {
    writeFileSync(file, page);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UsageError(`${flag} ${file}: its folder does not exist`);
  }
}
