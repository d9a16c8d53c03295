/** What a plan is called: by its schedules. */
import type { Plan } from "../../../lib/planning/schedule";

const NAMED = 3;

/** "billing", "shop, development", "shop, development, batch and 2 more". */
export function namesOf({ schedules }: Pick<Plan, "schedules">): string {
  const names = schedules.map(({ schedule }) => schedule.name);
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(", ")} and ${more} more` : names.join(", ");
}
