/** Values one by one. The value of a Secret is never shown: such a Value holds its name. */
import { type Entry, nameOf, normalValue } from "../configuration/document";
import { missingParameter, ServiceError } from "../errors";
import type { AppCall } from "../http/route";
import { readText } from "../json";
import { entryRoutes } from "./entry-routes";

export const VALUE_ROUTES = entryRoutes({
  kind: "values",
  idParam: "valueId",
  read: readValue,
  describe: ({ id, content }) => ({ _id: id, ...content }),
  describeCreated: ({ id, name }) => ({ _id: id, name }),
});

function readValue({ document, readBody }: AppCall, id: string): Entry {
  const body = readBody();
  const name = readText(body, "name");
  if (body.value === undefined) throw missingParameter("value");
  if (document.values.some((other) => other.name === name && other.id !== id)) {
    throw new ServiceError(409, "ValueDuplicateName", `value name already in use: "${name}"`);
  }
  const content = normalValue(body);
  return { id, name: nameOf(content), content };
}
