/** What the doctor adds in Atlas when it is asked to. */
import { CommandFailed } from "../lib/command";
import { ask, askForAll, told } from "./answers";
import type { Atlas } from "./atlas";
import { addressesOf, type Cloud, notListed } from "./egress/addresses";
import type { OwnAccount } from "./own-account";
import { addAccess, addAlert, listAlerts, triggerFailure } from "./requests";

export interface Wishes {
  readonly accessList: boolean;
  readonly alert: boolean;
  /** Tells what was added. */
  readonly note: (text: string) => void;
}

/** Addresses of one request; so many are known to fit (the longest list has some 360). */
const addressesAtATime = 100;

/** Resolves to whether the access list has changed. Rejects where Atlas refuses what was asked for. */
export async function addMissing(
  atlas: Atlas,
  account: OwnAccount,
  cloud: Cloud | null,
  wishes: Wishes,
): Promise<boolean> {
  if (wishes.alert) await createAlert(atlas, wishes.note);
  return wishes.accessList && (await addAddresses(atlas, account, cloud, wishes.note));
}

async function addAddresses(
  atlas: Atlas,
  { list, addresses, whyNot }: OwnAccount,
  cloud: Cloud | null,
  note: Wishes["note"],
) {
  if (list === null || addresses === null) {
    throw new CommandFailed(
      `--add-access-list: the credential cannot read its API access list, so nothing was added; add what --access-list prints in Atlas (${whyNot})`,
    );
  }
  if (addresses.length === 0) {
    throw new CommandFailed(
      "--add-access-list: the credential has no API access list, so every address may call already; nothing was added, because a first entry could shut out the others",
    );
  }
  if (cloud === null) throw new CommandFailed("--add-access-list: name the cloud of the app with --cloud");
  const missing = notListed(addressesOf(cloud), addresses);
  for (let at = 0; at < missing.length; at += addressesAtATime) {
    const answer = await ask(atlas, addAccess(list, missing.slice(at, at + addressesAtATime)));
    if ("refusal" in answer) {
      throw new CommandFailed(`--add-access-list: ${at} of ${missing.length} were added. ${told(answer.refusal)}`);
    }
  }
  note(`Added ${missing.length} addresses to the API access list.`);
  return missing.length > 0;
}

async function createAlert(atlas: Atlas, note: Wishes["note"]): Promise<void> {
  const answer = await askForAll(atlas, listAlerts(atlas.projectId));
  const found = "value" in answer ? answer.value : [];
  if (found.some(({ eventTypeName, enabled }) => eventTypeName === triggerFailure && enabled === true)) return;
  const created = await ask(atlas, addAlert(atlas.projectId));
  if ("refusal" in created) {
    throw new CommandFailed(`--add-alert: ${told(created.refusal)}. It needs the role Project Alerts Manager.`);
  }
  note("Created an alert that mails the members of the project about failed triggers, once an hour at most.");
}
