import { testFlagRule } from "./test-flag-rule";
import { testManifests } from "./test-manifests";

testFlagRule("control-plane/etcd-shared-authority", {
  component: "etcd",
  bad: [
    {
      flags: ["--trusted-ca-file=/etc/kubernetes/pki/ca.crt"],
      at: "--trusted-ca-file=/etc/kubernetes/pki/ca.crt",
    },
  ],
  good: [["--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt"], []],
});

testManifests(
  "control-plane/etcd-shared-authority",
  [
    {
      name: "an API server",
      text: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.37.0
      args:
        - --client-ca-file=/pki/ca.crt
        - --etcd-cafile=/pki/ca.crt
`,
      path: ["spec", "containers", 0, "args", 1],
      at: "--etcd-cafile=/pki/ca.crt",
    },
  ],
  [
    {
      name: "an API server",
      text: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.37.0
      args:
        - --client-ca-file=/pki/ca.crt
        - --etcd-cafile=/pki/etcd/ca.crt
`,
    },
  ],
);
