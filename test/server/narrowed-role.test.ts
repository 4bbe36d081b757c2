import { describe, expect, it } from "vitest";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-protocol/node";
import { EVERYWHERE } from "./client";
import { openFolder, type TestFolder } from "./folder";

const WORKLOAD = (annotations = "{}") => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api }, annotations: ${annotations} }
    spec:
      serviceAccountName: api
      containers: [{ name: app, image: "registry.example/api:1.2.3" }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: shop }
`;
const BINDING = (
  kind: string,
  role: string,
  subjects = "[{ kind: ServiceAccount, name: api, namespace: shop }]",
) =>
  `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: api
  namespace: shop
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${role} }
subjects: ${subjects}
`;
const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: api
  namespace: shop
rules:
  # the program reads its settings
  - apiGroups: [""]
    resources:
      - configmaps # all of them
      - secrets
    verbs: [get, watch]
  - apiGroups: [""]
    resources: [secrets]
    verbs:
      - list # why?
      - get
      - patch # writes its session key
  - apiGroups: [""]
    resources: [secrets] # the certificate
    verbs: [get, list]
`;

/** The titles of the actions that narrow a role in a file, with what the files become. */
async function narrowing(folder: TestFolder, name: string): Promise<CodeAction[]> {
  await folder.open(name);
  const actions = await folder.client.actions(folder.uriOf(name), { only: ["quickfix"], range: EVERYWHERE });
  return actions.filter(({ title }) => /^(Narrow |Bind ")/.test(title));
}

describe("the fix that narrows a role", () => {
  it("keeps what is declared, by name, and every other byte", async () => {
    const files = {
      "api.yaml": WORKLOAD('{ kube-rampart/reads-secrets: "tls" }'),
      "binding.yaml": BINDING("Role", "api"),
      "role.yaml": ROLE,
    };
    const folder = await openFolder(files);
    const [action, ...others] = await narrowing(folder, "role.yaml");
    expect(others).toEqual([]);
    expect(action?.title).toBe(
      'Narrow Role "api" to what Deployment "api" needs: get of tls (takes away get, watch of every Secret; list, get of every Secret; get, list of every Secret)',
    );
    expect(
      folder.after("role.yaml", action?.edit as WorkspaceEdit),
    ).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: api
  namespace: shop
rules:
  # the program reads its settings
  - apiGroups: [""]
    resources:
      - configmaps # all of them
    verbs: [get, watch]
  - apiGroups: [""]
    resources: [secrets]
    verbs:
      - patch # writes its session key
  - apiGroups: [""]
    resources: [secrets] # the certificate
    verbs: [get]
    resourceNames:
      - tls
`);
  });

  it("takes the right away where nothing is declared", async () => {
    const folder = await openFolder({
      "api.yaml": WORKLOAD(),
      "rbac.yaml": `${BINDING("Role", "api")}---\n${ROLE}`,
    });
    const [action] = await narrowing(folder, "rbac.yaml");
    expect(action?.title).toContain(
      'Narrow Role "api" to what Deployment "api" needs: no Secret, since the kubelet fetches what is mounted',
    );
    const text = folder.after("rbac.yaml", action?.edit as WorkspaceEdit);
    expect(text).not.toContain("certificate");
    expect(text).toContain("      - patch # writes its session key\n");
  });

  it.each([
    ["somebody else holds it", { "binding.yaml": BINDING("Role", "api", "[{ kind: User, name: alice }]") }],
    [
      "nothing runs as the account",
      { "api.yaml": WORKLOAD().replace("serviceAccountName: api", "hostIPC: false") },
    ],
    ["any Secret is declared", { "api.yaml": WORKLOAD('{ kube-rampart/reads-secrets: "*" }') }],
    ["nobody holds it", { "binding.yaml": "" }],
  ])("is not offered where %s", async (_title, other) => {
    const folder = await openFolder({
      "api.yaml": WORKLOAD(),
      "binding.yaml": BINDING("Role", "api"),
      "role.yaml": ROLE,
      ...other,
    });
    expect(await narrowing(folder, "role.yaml")).toEqual([]);
  });

  it("binds the account to a copy of a default role, in the file of the binding", async () => {
    const folder = await openFolder({
      "api.yaml": WORKLOAD(),
      "binding.yaml": BINDING("ClusterRole", "edit"),
    });
    const [action, ...others] = await narrowing(folder, "api.yaml");
    expect(others).toEqual([]);
    expect(action?.title).toMatch(
      /^Bind "api" to a copy of "edit" that gives what Deployment "api" needs: no Secret.* \(takes away get, list, watch of every Secret\)$/,
    );
    const text = folder.after("binding.yaml", action?.edit as WorkspaceEdit);
    expect(text.startsWith(BINDING("ClusterRole", "edit", "[]"))).toBe(true);
    expect(text).toContain(
      "kind: Role\nmetadata:\n  name: api-edit-without-secrets\n  namespace: shop\nrules:\n",
    );
    expect(text).toContain(
      "kind: RoleBinding\nmetadata:\n  name: api-edit-without-secrets\n  namespace: shop\nroleRef:\n",
    );
    expect(text).toContain("subjects:\n  - kind: ServiceAccount\n    name: api\n    namespace: shop\n");
    const rules = text.slice(text.indexOf("\nrules:"), text.lastIndexOf("---"));
    expect(rules).toContain("- configmaps\n");
    expect(
      [...rules.matchAll(/- apiGroups:[\s\S]*?(?=\n {2}- apiGroups|$)/g)]
        .map(([rule]) => rule)
        .filter((rule) => rule.includes("- secrets") && /- (get|list|watch)\n/.test(rule)),
    ).toEqual([]);
  });

  it("leaves the other subjects of a binding alone", async () => {
    const subjects =
      "\n  - { kind: User, name: alice } # on call\n  - { kind: ServiceAccount, name: api, namespace: shop }";
    const folder = await openFolder({
      "all.yaml": `${WORKLOAD()}---\n${BINDING("ClusterRole", "admin", subjects)}`,
    });
    const [action] = await narrowing(folder, "all.yaml");
    const text = folder.after("all.yaml", action?.edit as WorkspaceEdit);
    expect(text).toContain("subjects: \n  - { kind: User, name: alice } # on call\n---\n");
    expect(text).toContain("name: api-admin-without-secrets\n");
  });
});
