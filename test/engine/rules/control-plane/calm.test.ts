import { expect, test } from "vitest";
import { controlPlaneRules } from "../../../../engine/rules/control-plane/registry";
import { judge } from "../../judge";
import { staticPod } from "./manifests";

const opinions = new Set<string>(controlPlaneRules.filter(({ opinion }) => opinion).map(({ id }) => id));

/** The findings of the layer that are on by default. */
const found = (text: string) =>
  judge(undefined, text)
    .filter(({ rule }) => rule.startsWith("control-plane/") && !opinions.has(rule))
    .map(({ rule }) => rule.slice("control-plane/".length))
    .sort();

const KUBEADM_API_SERVER = [
  "--advertise-address=10.0.0.1",
  "--allow-privileged=true",
  "--authorization-mode=Node,RBAC",
  "--client-ca-file=/etc/kubernetes/pki/ca.crt",
  "--enable-admission-plugins=NodeRestriction",
  "--enable-bootstrap-token-auth=true",
  "--etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt",
  "--etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt",
  "--etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key",
  "--etcd-servers=https://127.0.0.1:2379",
  "--kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt",
  "--kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key",
  "--secure-port=6443",
  "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
  "--service-account-key-file=/etc/kubernetes/pki/sa.pub",
  "--service-account-signing-key-file=/etc/kubernetes/pki/sa.key",
  "--tls-cert-file=/etc/kubernetes/pki/apiserver.crt",
  "--tls-private-key-file=/etc/kubernetes/pki/apiserver.key",
];

test("kubeadm's API server: what its defaults leave open, each once", () => {
  expect(found(staticPod("kube-apiserver", KUBEADM_API_SERVER))).toEqual([
    "anonymous-requests",
    "audit-logging",
    "encryption-at-rest",
    "extended-token-lifetime",
    "external-ips-admission",
    "kubelet-certificate-authority",
  ]);
});

test("a hardened API server prints nothing", () => {
  const flags = [
    ...KUBEADM_API_SERVER.filter((flag) => !flag.includes("admission")),
    "--enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs",
    "--authentication-config=/etc/kubernetes/authentication.yaml",
    "--audit-policy-file=/etc/kubernetes/audit.yaml",
    "--audit-log-path=/var/log/audit.log",
    "--encryption-provider-config=/etc/kubernetes/encryption.yaml",
    "--service-account-extend-token-expiration=false",
    "--kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt",
  ];
  expect(found(staticPod("kube-apiserver", flags))).toEqual([]);
});

test("kubeadm's other components print nothing", () => {
  expect(
    found(
      staticPod("kube-controller-manager", [
        "--bind-address=127.0.0.1",
        "--root-ca-file=/etc/kubernetes/pki/ca.crt",
        "--service-account-private-key-file=/etc/kubernetes/pki/sa.key",
        "--use-service-account-credentials=true",
      ]),
    ),
  ).toEqual([]);
  expect(found(staticPod("kube-scheduler", ["--bind-address=127.0.0.1"]))).toEqual([]);
  expect(
    found(
      staticPod("etcd", [
        "--cert-file=/etc/kubernetes/pki/etcd/server.crt",
        "--key-file=/etc/kubernetes/pki/etcd/server.key",
        "--client-cert-auth=true",
        "--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt",
        "--peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt",
        "--peer-key-file=/etc/kubernetes/pki/etcd/peer.key",
        "--peer-client-cert-auth=true",
        "--peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt",
      ]),
    ),
  ).toEqual([]);
});

test("the kubelet configuration that kubeadm writes leaves two things open", () => {
  const text = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: false
  webhook:
    enabled: true
  x509:
    clientCAFile: /etc/kubernetes/pki/ca.crt
authorization:
  mode: Webhook
cgroupDriver: systemd
rotateCertificates: true
staticPodPath: /etc/kubernetes/manifests
`;
  expect(found(text)).toEqual(["kubelet-pid-limit", "kubelet-seccomp-default"]);
});

test("no key or token stands in a message", () => {
  const key = "c2l4dGVlbi1ieXRlcy1rZXktZm9yLXRlc3RzLW9ubHk=";
  const token = "k3n9sd.p7q2x8v4b6m1z0w5";
  const text = `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [secrets]
    providers:
      - aescbc:
          keys: [{name: key1, secret: ${key}}]
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
  - token: ${token}
    ttl: 0s
`;
  const messages = judge(undefined, text).map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(2);
  for (const message of messages) {
    expect(message).not.toContain(key);
    expect(message).not.toContain(token);
  }
});

test.each([
  "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: 3\nscheduler: []\netcd: {local: {extraArgs: [1, null, {name: 4}]}}\n",
  "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication: none\nreadOnlyPort: [1]\nfeatureGates: [a]\n",
  "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources: [1, {resources: a, providers: [{aescbc: 3}, 4]}]\n",
  "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: {level: None}\nomitStages: 4\n",
  "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{resources: [3], verbs: get, users: {}}]\n",
  "apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins: [{name: PodSecurity, configuration: 4}, 5]\n",
  "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt: {a: b}\nanonymous: true\n",
  "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthorizationConfiguration\nauthorizers: [{type: 4, webhook: []}, null]\n",
])("wrong types are no exception: %#", (text) => {
  expect(() => judge(undefined, text)).not.toThrow();
});
