import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, networkPolicy } from "../scope-manifests";

const ID = "network/workload-not-isolated";
const closed = { closed: true };
const forWeb = (policyTypes: string[]) =>
  networkPolicy("web", { podSelector: { matchLabels: { app: "web" } }, policyTypes });

test("a workload that no policy selects is reported at its name", () => {
  const [found, ...others] = judge(
    ID,
    file(forWeb(["Ingress", "Egress"]), deployment("web"), deployment("api")),
    closed,
  );
  expect(found).toMatchObject({
    path: ["metadata", "name"],
    text: "api",
    message: "no NetworkPolicy isolates its ingress and egress",
  });
  expect(found?.finding.fixes[0]?.documents).toMatchObject([
    {},
    { spec: { policyTypes: ["Ingress", "Egress"] } },
  ]);
  expect(others).toEqual([]);
});

test("one direction is named, and the fix closes that one", () => {
  const [found] = judge(ID, file(forWeb(["Ingress"]), deployment("web")), closed);
  expect(found?.message).toBe("no NetworkPolicy isolates its egress");
  expect(found?.finding.fixes[0]?.documents).toMatchObject([
    {},
    { metadata: { name: "default-deny-egress" } },
  ]);
});

test("quiet where all are selected, without any policy, and in an open scope", () => {
  const both = networkPolicy("deny", { policyTypes: ["Ingress", "Egress"] });
  expect(judge(ID, file(both, deployment("web")), closed)).toEqual([]);
  expect(judge(ID, file(deployment("web")), closed)).toEqual([]);
  expect(judge(ID, file(forWeb(["Ingress"]), deployment("api")))).toEqual([]);
});
