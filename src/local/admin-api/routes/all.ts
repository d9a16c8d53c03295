import type { Route } from "../operation";
import { ACCESS_LIST_ROUTES } from "./access-lists";
import { ALERT_CONFIG_ROUTES } from "./alert-configs";
import { ALL_CLUSTERS_ROUTES } from "./all-clusters";
import { CLUSTER_CHANGE_ROUTES } from "./cluster-changes";
import { CLUSTER_ROUTES } from "./clusters";
import { EVENT_ROUTES } from "./events";
import { FLEX_ROUTES } from "./flex-clusters";
import { PROJECT_ROUTES } from "./projects";
import { VALIDATE_ROUTES } from "./validate";

/** Every route below `/api/atlas/v2`; `src/local/README.md` has a row for each. */
export const ALL_ROUTES: readonly Route[] = [
  ...CLUSTER_ROUTES,
  ...CLUSTER_CHANGE_ROUTES,
  ...ALL_CLUSTERS_ROUTES,
  ...ALERT_CONFIG_ROUTES,
  ...ACCESS_LIST_ROUTES,
  ...PROJECT_ROUTES,
  ...EVENT_ROUTES,
  ...FLEX_ROUTES,
  ...VALIDATE_ROUTES,
];
