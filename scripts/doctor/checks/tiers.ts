/** Whether Atlas has each scheduled tier in each region of the clusters. */
import { regionsOf, unique } from "../../../src/cluster/observed";
import type { Run } from "../../../src/operations/run/run";
import type { Match } from "../../../src/operations/survey/match";
import { isSizes } from "../../../src/schedule/target";
import { ask, type Json, listIn, told } from "../answers";
import type { Atlas } from "../atlas";
import { type Finding, failed, ok, orElse, warning } from "../finding";
import { listRegions } from "../requests";

type RegionsByTier = ReadonlyMap<string, readonly string[]>;

export async function checkTiers(atlas: Atlas, matches: readonly Match[]): Promise<readonly Finding[]> {
  const known = new Map<string, RegionsByTier>();
  const findings: Finding[] = [];
  for (const { projectId, provider } of providersOf(matches)) {
    const answer = await ask(atlas, listRegions(projectId, provider));
    if ("value" in answer) known.set(`${projectId} ${provider}`, regionsByTier(answer.value, provider));
    else findings.push(warning("tiers", `${provider}: ${told(answer.refusal)}`, answer.refusal.remedy));
  }
  for (const match of matches) findings.push(...unavailable(atlas.run, match, known));
  return orElse(findings, ok("tiers", "every scheduled tier is available in every region of its clusters"));
}

function providersOf(matches: readonly Match[]) {
  const pairs = matches.flatMap(({ projectId, cluster }) =>
    regionsOf(cluster).map(({ providerName }) => `${projectId} ${providerName}`),
  );
  return unique(pairs).map((pair) => {
    const [projectId = "", provider = ""] = pair.split(" ");
    return { projectId, provider };
  });
}

function regionsByTier({ results }: Json, provider: string): RegionsByTier {
  const sizes = listIn(results)
    .filter((one) => one.provider === provider)
    .flatMap(({ instanceSizes }) => listIn(instanceSizes));
  return new Map(
    sizes.map((size) => [String(size.name), listIn(size.availableRegions).map(({ name }) => String(name))]),
  );
}

function unavailable({ targetsOf }: Run, match: Match, known: ReadonlyMap<string, RegionsByTier>): Finding[] {
  const sizes = targetsOf(match.schedule).filter(isSizes);
  const named = sizes.flatMap(({ tier, analyticsTier, autoScaling }) => [
    tier,
    analyticsTier,
    autoScaling?.min,
    autoScaling?.max,
  ]);
  const tiers = unique(named.filter((tier) => tier !== undefined));
  const places = unique(
    regionsOf(match.cluster).map(({ providerName, regionName }) => `${providerName} ${regionName}`),
  );
  return places.flatMap((place) => {
    const [provider = "", region = ""] = place.split(" ");
    const regions = known.get(`${match.projectId} ${provider}`);
    const lacking = regions === undefined ? [] : tiers.filter((tier) => !regions.get(tier)?.includes(region));
    return lacking.map((tier) => {
      const says = `${match.projectId}/${match.cluster.name}: ${provider} has no ${tier} in ${region}`;
      return failed("tiers", says, "Schedule a tier that the region has");
    });
  });
}
