import { expect, test } from "vitest";
import { rules } from "../../../../engine/rules/registry";
import { judge } from "../../judge";

/** What the layers identity and secrets say by default: opinions are off. */
function said(text: string, closed: boolean): string[] {
  const opinions = new Set<string>(
    rules.filter((rule) => "opinion" in rule && rule.opinion).map(({ id }) => id),
  );
  return judge(undefined, text, { closed })
    .filter(({ rule }) => /^(identity|secrets)\//.test(rule) && !opinions.has(rule))
    .map(({ rule, severity, text: pointed }) => `${rule} ${severity} ${pointed}`);
}

const hardened = `apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
automountServiceAccountToken: false
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: web
      automountServiceAccountToken: false
      containers:
        - name: web
          image: registry.example/web:1.0.0
          env:
            - {name: DB_PASSWORD_FILE, value: /run/secrets/db/password}
            - {name: TOKEN_AUDIENCE, value: shop}
          volumeMounts: [{name: db, mountPath: /run/secrets/db, readOnly: true}]
      volumes:
        - name: db
          csi:
            driver: secrets-store.csi.k8s.io
            readOnly: true
            volumeAttributes: {secretProviderClass: shop}
---
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: shop, namespace: shop}
spec:
  provider: azure
  parameters:
    keyvaultName: shop-vault
    tenantID: 00000000-0000-0000-0000-000000000001
    clientID: 00000000-0000-0000-0000-000000000002
    objects: |
      array:
        - |
          objectName: password
          objectType: secret
`;

test.each([true, false])("a hardened workload with its vault chain is left alone (closed: %s)", (closed) => {
  expect(said(hardened, closed)).toEqual([]);
});

const operator = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: widget-operator}
rules:
  - {apiGroups: [example.com], resources: ["*"], verbs: ["*"]}
  - {apiGroups: [""], resources: [events], verbs: [create, patch]}
  - {apiGroups: [""], resources: [configmaps, services], verbs: [get, list, watch]}
  - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch]}
  - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: ["*"]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: widget-operator, namespace: widgets}
rules:
  - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create, get, update]}
  - {apiGroups: [""], resources: [configmaps], verbs: [create, get, update]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: widget-operator}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: widget-operator}
subjects: [{kind: ServiceAccount, name: widget-operator, namespace: widgets}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: widget-operator, namespace: widgets}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: widget-operator}
subjects: [{kind: ServiceAccount, name: widget-operator, namespace: widgets}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: widget-operator, namespace: widgets}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: widget-operator, namespace: widgets}
spec:
  selector: {matchLabels: {app: widget-operator}}
  template:
    metadata: {labels: {app: widget-operator}}
    spec:
      serviceAccountName: widget-operator
      containers: [{name: manager, image: "registry.example/widget-operator:1.0.0"}]
`;

test("an operator with modest rights gets hints about its wildcards and nothing else", () => {
  expect(said(operator, true)).toEqual([
    'identity/wildcard-permissions low "*"',
    'identity/wildcard-permissions low "*"',
  ]);
});
