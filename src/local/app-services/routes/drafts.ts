/** Drafts and deployments (Admin API docs, "Draft and Deploy a Group of Changes"; recorded; realm-cli, draft.go, deployment.go). */
import { diffFiles } from "../configuration/diff";
import { comparedFiles } from "../configuration/files";
import { type AppCall, created, noContent, ok, param, type Reply, type Route } from "../http/route";
import { type JsonObject, optionalText } from "../json";
import type { Deployment, Draft } from "../model";

const DRAFTS = "/groups/:groupId/apps/:appId/drafts";
const DEPLOYMENTS = "/groups/:groupId/apps/:appId/deployments";

export const DRAFT_ROUTES: readonly Route[] = [
  { method: "GET", path: DRAFTS, scope: "app", handle: listDrafts },
  { method: "POST", path: DRAFTS, scope: "app", handle: createDraft },
  { method: "DELETE", path: `${DRAFTS}/:draftId`, scope: "app", handle: discardDraft },
  { method: "GET", path: `${DRAFTS}/:draftId/diff`, scope: "app", handle: diffDraft },
  { method: "POST", path: `${DRAFTS}/:draftId/deployment`, scope: "app", handle: deployDraft },
  { method: "GET", path: DEPLOYMENTS, scope: "app", handle: listDeployments },
  { method: "GET", path: `${DEPLOYMENTS}/:deploymentId`, scope: "app", handle: getDeployment },
];

function listDrafts({ app, admin }: AppCall): Reply {
  return ok(app.draftsOf(admin.userId).map(draftOf));
}

function createDraft({ app, admin }: AppCall): Reply {
  return created(draftOf(app.createDraft(admin.userId)));
}

function discardDraft(call: AppCall): Reply {
  call.app.discardDraft(call.admin.userId, param(call, "draftId"));
  return noContent;
}

function diffDraft(call: AppCall): Reply {
  const { document } = call.app.draft(call.admin.userId, param(call, "draftId"));
  return ok({
    diffs: diffFiles(comparedFiles(call.app.live), comparedFiles(document)),
    hosting_files_diff: { added: [], deleted: [], modified: [] },
    dependencies_diff: { added: [], deleted: [], modified: [] },
    graphql_config_diff: { field_diffs: [] },
    schema_options_diff: { graphql_validation_diffs: [], rest_validation_diffs: [] },
  });
}

async function deployDraft(call: AppCall): Promise<Reply> {
  const name = optionalText(call.readBody(), "name") ?? "";
  const deployment = await call.app.deployDraft(call.admin.userId, param(call, "draftId"), name);
  return created(deploymentOf(deployment, call));
}

function listDeployments(call: AppCall): Reply {
  return ok(call.app.deployments.map((deployment) => deploymentOf(deployment, call)));
}

function getDeployment(call: AppCall): Reply {
  return ok(deploymentOf(call.app.deployment(param(call, "deploymentId")), call));
}

const draftOf = ({ id, userId }: Draft): JsonObject => ({ _id: id, user_id: userId });

function deploymentOf(deployment: Deployment, { app, url }: AppCall): JsonObject {
  const { id, name, draftId, userId, deployedAtMs, status, statusErrorMessage } = deployment;
  const { groupId, id: appId, location } = app.facts;
  return {
    _id: id,
    name,
    app_id: appId,
    draft_id: draftId,
    user_id: userId,
    deployed_at: Math.floor(deployedAtMs / 1000),
    origin: "CLI",
    commit: "",
    status,
    ...(statusErrorMessage === undefined ? {} : { status_error_message: statusErrorMessage }),
    diff_url: `${url}/groups/${groupId}/apps/${appId}/deployments/${id}`,
    remote_location: location,
  };
}
