/** A path of the Admin API for a line of a list: without what all of them begin with, and ids by their ends. Pure. */
export function shortPath(path: string): string {
  return path
    .replace(/^\/api\/atlas\/v2(?=\/)/, "")
    .replace(/[0-9a-f]{24}/g, (id) => `${id.slice(0, 4)}…${id.slice(-4)}`);
}
