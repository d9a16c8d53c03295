import type { Route } from "../http/route";
import { APP_ROUTES } from "./apps";
import { AUTH_ROUTES } from "./auth";
import { DRAFT_ROUTES } from "./drafts";
import { FUNCTION_ROUTES } from "./functions";
import { IMPORT_ROUTES } from "./imports";
import { LOG_ROUTES } from "./logs";
import { SECRET_ROUTES } from "./secrets";
import { TRIGGER_ROUTES } from "./triggers";
import { VALUE_ROUTES } from "./values";

/** Every route below `/api/admin/v3.0`; `src/local/app-services/README.md` has a row for each. */
export const SERVICE_ROUTES: readonly Route[] = [
  ...AUTH_ROUTES,
  ...APP_ROUTES,
  ...IMPORT_ROUTES,
  ...DRAFT_ROUTES,
  ...SECRET_ROUTES,
  ...FUNCTION_ROUTES,
  ...TRIGGER_ROUTES,
  ...VALUE_ROUTES,
  ...LOG_ROUTES,
];
