import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, networkPolicy, resource } from "../scope-manifests";

const ID = "network/no-default-deny";
const closed = { closed: true };
const forWeb = networkPolicy("web", {
  podSelector: { matchLabels: { app: "web" } },
  policyTypes: ["Ingress", "Egress"],
});

test("a namespace whose next pod would be open is reported", () => {
  const [found] = judge(ID, file(forWeb, deployment("web")), closed);
  expect(found).toMatchObject({
    path: ["metadata", "name"],
    text: "web",
    severity: "low",
    message: "a new pod of namespace shop would be open: nothing denies ingress and egress by default",
  });
  expect(found?.finding.fixes).toMatchObject([{ safety: "harden" }]);
  const namespace = resource("v1", "Namespace", "shop", {});
  expect(judge(ID, file(forWeb, deployment("web"), namespace), closed)).toMatchObject([{ text: "shop" }]);
});

test("one direction is named", () => {
  const ingress = networkPolicy("deny", { policyTypes: ["Ingress"] });
  expect(judge(ID, file(forWeb, ingress, deployment("web")), closed)[0]?.message).toContain(
    "nothing denies egress by",
  );
});

test("quiet with a default deny, beside an open workload, and in an open scope", () => {
  const both = networkPolicy("deny", { policyTypes: ["Ingress", "Egress"] });
  expect(judge(ID, file(both, deployment("web")), closed)).toEqual([]);
  expect(judge(ID, file(forWeb, deployment("web"), deployment("api")), closed)).toEqual([]);
  expect(judge(ID, file(forWeb, deployment("web")))).toEqual([]);
});
