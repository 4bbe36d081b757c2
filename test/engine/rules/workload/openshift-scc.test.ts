import { testRule } from "./test-rule";

testRule("workload/openshift-scc", [
  {
    title: "what constraints allow",
    text: `apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: a
allowPrivilegedContainer: true
allowHostPorts: true
allowHostPID: false
runAsUser: { type: RunAsAny }
`,
    finds: [
      "critical allowPrivilegedContainer > true",
      "medium allowHostPorts > true",
      "high runAsUser.type > RunAsAny",
    ],
    says: [
      "the constraints allow privileged containers",
      "the constraints allow ports of the node",
      "the constraints allow every user, root included",
    ],
    fixes: [
      ["unsafe", "set allowPrivilegedContainer false"],
      ["unsafe", "set allowHostPorts false"],
      ["unsafe", 'set runAsUser.type "MustRunAsRange"'],
    ],
  },
  {
    title: "narrow constraints",
    text: `apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: a
allowPrivilegedContainer: false
runAsUser: { type: MustRunAsRange }
`,
    finds: [],
  },
  {
    title: "a binding to anyuid",
    text: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: a
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:openshift:scc:anyuid" }
subjects: []
`,
    finds: ['high roleRef.name > "system:openshift:scc:anyuid"'],
    says: ["the binding lets its accounts use the constraints anyuid"],
  },
  {
    title: "a binding to privileged",
    text: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: a
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:openshift:scc:privileged" }
subjects: []
`,
    finds: ['critical roleRef.name > "system:openshift:scc:privileged"'],
    says: ["the binding lets its accounts use the constraints privileged"],
  },
  {
    title: "a binding to restricted-v2",
    text: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: a
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:openshift:scc:restricted-v2" }
subjects: []
`,
    finds: [],
  },
  {
    title: "another binding",
    text: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: a
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: privileged }
subjects: []
`,
    finds: [],
  },
  {
    title: "a role for all of them",
    text: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: a
rules: [{ apiGroups: [security.openshift.io], resources: [securitycontextconstraints], verbs: [use] }]
`,
    finds: ["critical rules.0.resources > resources"],
    says: ["the role may use every security context constraint, privileged among them"],
  },
  {
    title: "a role for wide ones",
    text: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: a
rules: [{ apiGroups: [security.openshift.io], resources: [securitycontextconstraints], resourceNames: [restricted-v2, anyuid, privileged], verbs: [use] }]
`,
    finds: ["high rules.0.resourceNames.1 > anyuid", "critical rules.0.resourceNames.2 > privileged"],
    says: ["the role may use the constraints anyuid", "the role may use the constraints privileged"],
  },
  {
    title: "a role that reads them",
    text: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: a
rules: [{ apiGroups: [security.openshift.io], resources: [securitycontextconstraints], verbs: [get] }]
`,
    finds: [],
  },
  {
    title: "a pod that asks for one",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    openshift.io/required-scc: "privileged"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    finds: ['critical metadata.annotations.openshift.io/required-scc > "privileged"'],
    says: ["the pod asks for the constraints privileged"],
  },
  {
    title: "a pod that asks for a narrow one",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    openshift.io/required-scc: "restricted-v2"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    finds: [],
  },
]);
