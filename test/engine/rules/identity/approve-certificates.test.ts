import { testRoleRule } from "./role";

testRoleRule(
  "identity/approve-certificates",
  [
    [
      "ClusterRole",
      "certificates.k8s.io|certificatesigningrequests/approval|update",
      "certificatesigningrequests/approval",
      "high",
    ],
    ["ClusterRole", "certificates.k8s.io|signers|approve", "signers", "high"],
    [
      "ClusterRole",
      "certificates.k8s.io|signers|sign|kubernetes.io/kube-apiserver-client",
      "signers",
      "medium",
    ],
  ],
  [
    ["ClusterRole", "certificates.k8s.io|certificatesigningrequests|create, get"],
    ["ClusterRole", "certificates.k8s.io|signers|approve|kubernetes.io/kubelet-serving"],
    ["Role", "certificates.k8s.io|signers|approve"],
  ],
);
