/** All planted mistakes. */
import { mutantsInCluster } from "./in-cluster";
import { mutantsInOperations } from "./in-operations";
import { mutantsInSchedule } from "./in-schedule";
import type { Mutant } from "./mutant";

export const mutants: readonly Mutant[] = [...mutantsInSchedule, ...mutantsInCluster, ...mutantsInOperations];
