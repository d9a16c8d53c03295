/** GET /lanes and GET /load. */
import { CONSOLE } from "../../protocol";
import { instantInQuery, Refused } from "../query";
import { type App, answer } from "../routes";
import { clustersOf, keyOf } from "../world";
import { type LaneSources, lanesOf, type Span } from "./lanes";
import { type LoadSources, loadOf } from "./load";

const CLUSTERS_AT_A_TIME = 40;
const MOST_POINTS = 2_000;
const DEFAULT_POINTS = 500;
/** No schedule is read further ahead. */
const LONGEST_MS = 10 * 366 * 86_400_000;

export function registerLaneRoutes(app: App, sources: LaneSources & LoadSources): void {
  app.get(`${CONSOLE}/lanes`, (c) =>
    answer(c, () => {
      const query = new URL(c.req.url).searchParams;
      const keys = [...new Set(query.getAll("cluster"))];
      if (keys.length > CLUSTERS_AT_A_TIME) throw new Refused(`Ask for ${CLUSTERS_AT_A_TIME} clusters at a time.`);
      return lanesOf(sources, keys, spanIn(query));
    }),
  );
  app.get(`${CONSOLE}/load`, (c) =>
    answer(c, () => {
      const query = new URL(c.req.url).searchParams;
      const key = query.get("cluster");
      const cluster = clustersOf(sources.world).find((one) => keyOf(one) === key);
      if (cluster === undefined) throw new Refused("There is no such cluster.", 404);
      return loadOf(sources, cluster, spanIn(query), pointsIn(query));
    }),
  );
}

function spanIn(query: URLSearchParams): Span {
  const from = instantInQuery(query, "from");
  const until = instantInQuery(query, "until");
  if (until <= from) throw new Refused("until must come after from.");
  if (until - from > LONGEST_MS) throw new Refused("from and until may be ten years apart, no more.");
  return { from, until };
}

function pointsIn(query: URLSearchParams): number {
  const points = Number(query.get("points") ?? DEFAULT_POINTS);
  if (!(Number.isInteger(points) && points >= 1)) throw new Refused("points must be a whole number above 0.");
  return Math.min(points, MOST_POINTS);
}
