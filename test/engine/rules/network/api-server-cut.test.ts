import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, networkPolicy, resource } from "../scope-manifests";

const ID = "network/api-server-cut";
const bind = (kind: string, subject: object) =>
  resource(
    "rbac.authorization.k8s.io/v1",
    kind,
    "b",
    { subjects: [{ kind: "ServiceAccount", name: "op", ...subject }] },
    "shop",
  );
const op = deployment("operator", { podSpec: { serviceAccountName: "op" } });
const deny = networkPolicy("deny", { policyTypes: ["Egress"] });
const allow = (rule: object) => networkPolicy("allow", { policyTypes: ["Egress"], egress: [rule] });
const block = { to: [{ ipBlock: { cidr: "10.0.0.1/32" } }] };

test.each([
  ["RoleBinding", {}],
  ["ClusterRoleBinding", { namespace: "shop" }],
])("a bound account without a way to the API server (%s)", (kind, subject) => {
  expect(judge(ID, file(op, deny, bind(kind, subject)))).toMatchObject([
    {
      path: ["metadata", "name"],
      text: "operator",
      message:
        'its egress is isolated and no policy allows the API server, which account "op" is meant to use',
    },
  ]);
});

test("rules for pods, or for another port, are no way", () => {
  expect(
    judge(ID, file(op, allow({ to: [{ namespaceSelector: {} }] }), bind("RoleBinding", {}))),
  ).toHaveLength(1);
  expect(
    judge(ID, file(op, allow({ ...block, ports: [{ port: 5432 }] }), bind("RoleBinding", {}))),
  ).toHaveLength(1);
});

test.each([
  [
    "an address is allowed on 443",
    file(op, allow({ ...block, ports: [{ port: 443 }] }), bind("RoleBinding", {})),
  ],
  ["everything is allowed", file(op, allow({}), bind("RoleBinding", {}))],
  ["nothing isolates", file(op, bind("RoleBinding", {}))],
  ["nothing is bound", file(op, deny)],
  ["another account is bound", file(op, deny, bind("RoleBinding", { name: "else" }))],
  [
    "no token is mounted",
    file(
      deployment("operator", { podSpec: { serviceAccountName: "op", automountServiceAccountToken: false } }),
      deny,
      bind("RoleBinding", {}),
    ),
  ],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
