import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, serviceAccount } from "./cloud-account";
import { scope } from "./workload";

const id = "identity/azure-identity-account";
const key = "azure.workload.identity/use";
const labelled = deployment({ podLabels: `app: web, ${key}: "true"` });
const annotated = serviceAccount("azure.workload.identity/client-id: 00000000-0000-0000-0000-000000000002");

test("an account without client id is found at the label", () => {
  const found = judge(id, scope(labelled, serviceAccount("")));
  expect(found).toMatchObject([
    { rule: id, path: ["spec", "template", "metadata", "labels", key], range: "12:26-12:53", text: key },
  ]);
  expect(found[0]?.finding.related).toMatchObject([{ fact: { name: "web" } }]);
});

test("the default account", () => {
  const text = deployment({ podLabels: `${key}: "true"`, account: "default" });
  expect(judge(id, text)).toMatchObject([
    { path: ["spec", "template", "spec", "serviceAccountName"], text: "default" },
  ]);
});

test.each([
  scope(labelled, annotated),
  labelled,
  scope(deployment({}), serviceAccount("")),
  scope(
    deployment({
      podLabels: `${key}: "true"`,
      podAnnotations: 'azure.workload.identity/use-identity-binding: "true"',
    }),
    serviceAccount(""),
  ),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
