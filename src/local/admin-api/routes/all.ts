import type { Route } from "../operation";
import { CLUSTER_ROUTES } from "./clusters";
import { EVENT_ROUTES } from "./events";
import { FLEX_ROUTES } from "./flex-clusters";
import { PROJECT_ROUTES } from "./projects";
import { VALIDATE_ROUTES } from "./validate";

/** Every route below `/api/atlas/v2`; `src/local/README.md` has a row for each. */
export const ALL_ROUTES: readonly Route[] = [
  ...CLUSTER_ROUTES,
  ...PROJECT_ROUTES,
  ...EVENT_ROUTES,
  ...FLEX_ROUTES,
  ...VALIDATE_ROUTES,
];
