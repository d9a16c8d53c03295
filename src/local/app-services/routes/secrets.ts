import { type AppCall, created, noContent, ok, param, type Reply, type Route } from "../http/route";
import { optionalText, readText } from "../json";

const SECRETS = "/groups/:groupId/apps/:appId/secrets";

export const SECRET_ROUTES: readonly Route[] = [
  { method: "GET", path: SECRETS, scope: "app", handle: listSecrets },
  { method: "POST", path: SECRETS, scope: "app", handle: createSecret },
  { method: "PUT", path: `${SECRETS}/:secretId`, scope: "app", handle: updateSecret },
  { method: "DELETE", path: `${SECRETS}/:secretId`, scope: "app", handle: deleteSecret },
];

function listSecrets({ app }: AppCall): Reply {
  return ok(app.secrets.secrets.map(({ id, name }) => ({ _id: id, name })));
}

async function createSecret({ app, readBody }: AppCall): Promise<Reply> {
  const body = readBody();
  const { id, name } = await app.secrets.create(readText(body, "name"), readText(body, "value"));
  return created({ _id: id, name });
}

async function updateSecret(call: AppCall): Promise<Reply> {
  const body = call.readBody();
  await call.app.secrets.update(param(call, "secretId"), readText(body, "name"), optionalText(body, "value"));
  return noContent;
}

async function deleteSecret(call: AppCall): Promise<Reply> {
  await call.app.secrets.delete(param(call, "secretId"));
  return noContent;
}
