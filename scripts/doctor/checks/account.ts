/** The credential's own secret and API access list. */
import { MS_PER_DAY } from "../../../src/schedule/time-units";
import { addressesOf, type Cloud, notListed } from "../egress/addresses";
import { provenance } from "../egress/print";
import { counted, type Finding, failed, ok, skipped, warning } from "../finding";
import type { OwnAccount } from "../own-account";

/** Atlas itself warns seven days ahead (Atlas docs: service accounts), which a holiday swallows. */
const noticeDays = 30;

export function checkSecretExpiry({ secretsExpireMs, whyNot }: OwnAccount, isAccount: boolean, nowMs: number): Finding {
  if (!isAccount) return ok("secret-expiry", "API keys do not expire");
  const last = Math.max(...(secretsExpireMs ?? []));
  if (!Number.isFinite(last)) {
    return skipped("secret-expiry", `the service account cannot read when its secret expires: ${whyNot}`);
  }
  const says = `the service account's newest secret expires on ${new Date(last).toISOString().slice(0, 10)}`;
  const remedy = "Create a new secret in Atlas and put it into the Secret that ATLAS_CLIENT_SECRET is linked to";
  if (last <= nowMs) return failed("secret-expiry", says, remedy);
  return last - nowMs < noticeDays * MS_PER_DAY ? warning("secret-expiry", says, remedy) : ok("secret-expiry", says);
}

export function checkEgress({ addresses, whyNot }: OwnAccount, cloud: Cloud | null): Finding {
  if (addresses === null) {
    const says = `the credential cannot read its API access list: ${whyNot}`;
    const remedy = "Look in Atlas whether the list has the addresses that --access-list prints";
    return warning("egress-addresses", says, remedy);
  }
  if (addresses.length === 0) return ok("egress-addresses", "the credential has no API access list, and needs none");
  if (cloud === null) {
    const says = "app/realm_config.json has no provider_region, so nobody can tell where App Services calls from";
    return warning("egress-addresses", says, "Name the cloud of the app with --cloud");
  }
  const all = addressesOf(cloud);
  const missing = notListed(all, addresses);
  const of = `${all.length} addresses of App Services on ${cloud} (${provenance()})`;
  if (missing.length === 0) return ok("egress-addresses", `the API access list has all ${of}`);
  const says = `the API access list lacks ${counted(missing.length, "address", "addresses")} of the ${of}`;
  return failed("egress-addresses", says, "Add them with --add-access-list, or by hand: --access-list prints them");
}
