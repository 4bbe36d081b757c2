import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/anonymous-probe",
  [
    {
      name: "a pod with a probe",
      text: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.37.0
      command:
        - kube-apiserver
        - --anonymous-auth=false
      livenessProbe:
        httpGet:
          path: /livez
          port: 6443
          scheme: HTTPS
`,
      path: ["spec", "containers", 0, "command", 1],
      at: "--anonymous-auth=false",
    },
    {
      name: "kubeadm, which probes",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: anonymous-auth
      value: "false"
`,
      path: ["apiServer", "extraArgs", 0, "value"],
      at: '"false"',
    },
  ],
  [
    {
      name: "a probe with a login",
      text: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.37.0
      command:
        - kube-apiserver
        - --authentication-config=/etc/kubernetes/authentication.yaml
      livenessProbe:
        httpGet:
          path: /livez
          port: 6443
          scheme: HTTPS
`,
    },
    {
      name: "no probe",
      text: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.37.0
      args: [--anonymous-auth=false]
`,
    },
  ],
);
