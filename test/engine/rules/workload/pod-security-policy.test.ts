import { testRule } from "./test-rule";

testRule("workload/pod-security-policy", [
  {
    title: "from 1.25 it is gone",
    text: `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: a
spec: { allowPrivilegeEscalation: false, requiredDropCapabilities: [ALL], runAsUser: { rule: MustRunAsNonRoot } }
`,
    finds: ["high kind > PodSecurityPolicy"],
    says: ["PodSecurityPolicy was removed in 1.25: the policy protects nothing"],
  },
  {
    title: "before 1.25, a narrow one",
    text: `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: a
spec: { allowPrivilegeEscalation: false, requiredDropCapabilities: [ALL], runAsUser: { rule: MustRunAsNonRoot } }
`,
    options: { kubernetesVersion: 24 },
    finds: [],
  },
  {
    title: "before 1.25, a wide one",
    text: `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: a
spec: { privileged: true, hostPID: true, hostIPC: true, hostNetwork: true, allowedCapabilities: [NET_ADMIN], volumes: ['*'], runAsUser: { rule: RunAsAny } }
`,
    options: { kubernetesVersion: 24 },
    finds: [
      "medium spec.allowPrivilegeEscalation > a",
      "medium spec.requiredDropCapabilities > a",
      "critical spec.privileged > true",
      "high spec.hostPID > true",
      "medium spec.hostIPC > true",
      "high spec.hostNetwork > true",
      "medium spec.allowedCapabilities > allowedCapabilities",
      "high spec.volumes > volumes",
      "medium spec.runAsUser.rule > RunAsAny",
    ],
    says: [
      "the policy lets processes gain privileges: allowPrivilegeEscalation is not false",
      "the policy leaves containers NET_RAW: requiredDropCapabilities lacks ALL",
      "the policy allows privileged containers",
      "the policy allows the node's processes",
      "the policy allows the node's IPC",
      "the policy allows the node's network",
      "the policy allows adding capabilities",
      "the policy allows paths of the node as volumes",
      "the policy allows root: runAsUser is RunAsAny",
    ],
    fixes: [
      [],
      [],
      ["unsafe", "set spec.privileged false"],
      ["unsafe", "set spec.hostPID false"],
      ["unsafe", "set spec.hostIPC false"],
      ["unsafe", "set spec.hostNetwork false"],
      [],
      [],
      [],
    ],
  },
]);
