import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment } from "./cloud-account";

const id = "identity/aad-pod-identity";

test("the label of a pod template", () => {
  expect(judge(id, deployment({ podLabels: "aadpodidbinding: web" }))).toMatchObject([
    {
      rule: id,
      path: ["spec", "template", "metadata", "labels", "aadpodidbinding"],
      range: "12:16-12:31",
      text: "aadpodidbinding",
    },
  ]);
});

test("its own kinds", () => {
  const text = "apiVersion: aadpodidentity.k8s.io/v1\nkind: AzureIdentity\nmetadata:\n  name: web\n";
  expect(judge(id, text)).toMatchObject([{ path: ["kind"], text: "AzureIdentity" }]);
});

test("the label on the workload alone is not", () => {
  expect(judge(id, deployment({ labels: "aadpodidbinding: web" }))).toEqual([]);
});
