/** The console page, bundled once a worker for all the test files that look at it. */
import { bundlePage, type PageFiles } from "../../src/local/console/server/page/bundle-page";

let files: Promise<PageFiles> | undefined;

export function bundledPage(): Promise<PageFiles> {
  files ??= bundlePage();
  return files;
}
