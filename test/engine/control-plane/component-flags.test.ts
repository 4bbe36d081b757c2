import { describe, expect, test } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import { componentFlags } from "../../../engine/control-plane/component-flags";
import { podTemplatesOf } from "../../../engine/kubernetes/pod-template";
import { judge } from "../judge";

/** The components of every resource of a text, each flag as `name=value`. */
function read(text: string) {
  return readManifestFile("manifest.yaml", text)
    .documents.flatMap(({ resources }) => resources)
    .flatMap((resource) => componentFlags(resource, podTemplatesOf(resource)))
    .map(({ name, flags, isComplete, version }) => ({
      name,
      flags: flags.map((flag) => `${flag.name}=${flag.value ?? "?"}`),
      isComplete,
      version,
    }));
}

const pod = (container: string, kind = "Pod", metadata = "") => {
  const spec = `spec:
  containers:
    - name: main
      ${container.trim().split("\n").join("\n      ")}
`;
  return kind === "Pod"
    ? `apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n${metadata}${spec}`
    : `apiVersion: apps/v1\nkind: ${kind}\nmetadata:\n  name: x\n${metadata}spec:\n  selector: {}\n  template:\n    ${spec.split("\n").join("\n    ")}`;
};

describe("command lines", () => {
  test.each([
    ["a list", 'command: [kube-apiserver, --profiling=false, "--v=2"]', ["profiling=false", "v=2"]],
    [
      "command and args",
      "command: [/usr/local/bin/kube-apiserver]\nargs: [--profiling=false]",
      ["profiling=false"],
    ],
    [
      "values of their own",
      "command: [kube-apiserver]\nargs: [--v, '2', --profiling]",
      ["v=2", "profiling=true"],
    ],
    [
      "a boolean takes no word",
      "command: [kube-apiserver, --profiling, 'false', --v=2]",
      ["profiling=true", "v=2"],
    ],
    ["underscores", "command: [kube-apiserver, --audit_log_path=-]", ["audit-log-path=-"]],
    ["a starter", "command: [/go-runner, --log-file=/l, /usr/local/bin/kube-apiserver, --v=2]", ["v=2"]],
    ["hyperkube", "command: [/hyperkube, apiserver, --v=2]", ["v=2"]],
    ["the image", "image: registry.k8s.io/kube-apiserver-amd64:v1.30.1\nargs: [--v=2]", ["v=2"]],
    [
      "a shell",
      'command: [sh, -c, "set -e; exec kube-apiserver --v=2 --profiling=false 2>&1"]',
      ["v=2", "profiling=false"],
    ],
    [
      "a shell's quotes",
      String.raw`command: [/bin/sh, -ec, "kube-apiserver '--v=2' \\\n --profiling false | tee log"]`,
      ["v=2", "profiling=true"],
    ],
  ])("%s", (_, container, flags) => {
    expect(read(pod(container))).toMatchObject([{ name: "kube-apiserver", flags }]);
  });

  test("the label tells where the command does not", () => {
    const text = pod(
      "image: registry.example/x\nargs: [--v=2]",
      "Pod",
      "  labels: {component: kube-scheduler}\n",
    );
    expect(read(text)).toMatchObject([{ name: "kube-scheduler", flags: ["v=2"] }]);
  });

  test.each([
    "command: [echo, kube-apiserver, --v=2]",
    "command: [kubectl]\nargs: [get, pods]",
    'command: [sh, -c, "echo kube-apiserver --v=2"]',
    "image: registry.k8s.io/kube-apiserver:v1.37.0\ncommand: [sleep, inf]",
    "command: 7\nargs: {a: b}",
  ])("%s runs no component", (container) => {
    expect(read(pod(container))).toEqual([]);
  });

  test.each([
    ["a variable for words", 'command: [sh, -c, "kube-apiserver $FLAGS"]', false],
    ["a variable in a value", "command: [kube-apiserver, --v=$(LEVEL)]", true],
    ["a configuration file", "command: [kubelet, --config=/c.yaml]", false],
    ["flags alone", "command: [kubelet, --v=2]", true],
  ])("%s: whether the rest is absent", (_, container, isComplete) => {
    expect(read(pod(container))).toMatchObject([{ isComplete }]);
  });

  test("a value that is filled in later is unknown", () => {
    expect(read(pod("command: [kube-apiserver, --profiling=$(P)]"))).toMatchObject([
      { flags: ["profiling=?"] },
    ]);
    expect(judge("control-plane/profiling", pod("command: [kube-apiserver, --profiling=$(P)]"))).toEqual([]);
  });

  test("the version is that of the image", () => {
    expect(
      read(pod("image: registry.k8s.io/kube-apiserver:v1.23.4@sha256:ab\ncommand: [kube-apiserver]")),
    ).toMatchObject([{ version: 23 }]);
    expect(
      judge(
        "control-plane/removed-flag",
        pod("image: k/kube-apiserver:v1.23.4\ncommand: [kube-apiserver, --insecure-port=0]"),
      ),
    ).toEqual([]);
  });

  test("etcd reads its environment, behind its flags", () => {
    const container =
      "command: [etcd, --auto-tls=false]\nenv:\n  - {name: ETCD_AUTO_TLS, value: 'true'}\n  - {name: ETCD_CLIENT_CERT_AUTH, value: 'true'}";
    expect(read(pod(container))).toMatchObject([
      { name: "etcd", flags: ["auto-tls=true", "client-cert-auth=true", "auto-tls=false"] },
    ]);
    expect(judge("control-plane/etcd-auto-tls", pod(container))).toEqual([]);
    expect(judge("control-plane/etcd-client-authentication", pod(container))).toEqual([]);
  });

  test("an application's etcd is not the cluster's", () => {
    expect(read(pod("command: [etcd]", "StatefulSet"))).toEqual([]);
    expect(read(pod("command: [etcd]", "StatefulSet", "  namespace: kube-system\n"))).toHaveLength(1);
  });
});

test("a flag inside a shell text is pointed at and replaced there", () => {
  const text = pod('command: [sh, -c, "exec kube-apiserver --v=2 --profiling=true >log"]');
  const [finding] = judge("control-plane/profiling", text);
  expect(finding).toMatchObject({ path: ["spec", "containers", 0, "command", 2], text: "--profiling=true" });
  expect(finding?.finding.fixes[0]?.changes).toEqual([
    {
      op: "set",
      path: ["spec", "containers", 0, "command", 2],
      value: "exec kube-apiserver --v=2 --profiling=false >log",
    },
  ]);
});

test("the last of two flags counts", () => {
  const text = pod("command: [kube-apiserver, --profiling=true, --profiling=false]");
  expect(judge("control-plane/profiling", text)).toEqual([]);
});

const embedded = (name: string, key: string, text: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: kube-system
data:
  ${key}: |
    ${text.trim().split("\n").join("\n    ")}
`;

describe("files inside a ConfigMap", () => {
  test("kube-proxy's configuration", () => {
    const text = embedded(
      "kube-proxy",
      "config.conf",
      "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmetricsBindAddress: 0.0.0.0:10249",
    );
    const [finding] = judge("control-plane/kube-proxy-metrics-address", text);
    expect(finding).toMatchObject({
      path: ["data", "config.conf"],
      range: "10:25-10:38",
      text: "0.0.0.0:10249",
    });
    expect(finding?.finding.fixes[0]?.changes).toEqual([
      {
        op: "set",
        path: ["data", "config.conf"],
        value:
          "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmetricsBindAddress: 127.0.0.1:10249\n",
      },
    ]);
  });

  test("the kubelets' configuration", () => {
    const text = embedded(
      "kubelet-config",
      "kubelet",
      "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication:\n  anonymous:\n    enabled: true",
    );
    expect(judge("control-plane/kubelet-anonymous", text)).toMatchObject([
      { range: "12:18-12:22", text: "true" },
    ]);
  });

  test("kubeadm's configuration", () => {
    const text = embedded(
      "kubeadm-config",
      "ClusterConfiguration",
      "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - name: profiling\n      value: 'true'",
    );
    expect(judge("control-plane/profiling", text)).toContainEqual(
      expect.objectContaining({ range: "13:18-13:24", text: "'true'" }),
    );
  });

  test.each(["just text", "kind: [", "kind: X\napiVersion: kubelet.config.k8s.io/v1beta1"])(
    "%j is none",
    (text) => {
      expect(read(embedded("x", "y", text))).toEqual([]);
    },
  );
});

describe("configuration files", () => {
  const kubelet = (fields: string) =>
    `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields}`;

  test("fields stand for flags", () => {
    expect(
      read(kubelet("authorization: {mode: AlwaysAllow}\nreadOnlyPort: 10255\nfeatureGates: {A: true}\n")),
    ).toMatchObject([
      {
        name: "kubelet",
        flags: ["authorization-mode=AlwaysAllow", "read-only-port=10255", "feature-gates=A=true"],
      },
    ]);
  });

  test.each([
    ["kubelet-authorization", "authorization:\n  mode: AlwaysAllow\n", ["authorization", "mode"]],
    ["kubelet-read-only-port", "readOnlyPort: 10255\n", ["readOnlyPort"]],
    ["kubelet-pid-limit", "podPidsLimit: -1\n", ["podPidsLimit"]],
    ["kubelet-seccomp-default", "podPidsLimit: 100\n", ["seccompDefault"]],
    ["kubelet-certificate-rotation", "rotateCertificates: false\n", ["rotateCertificates"]],
    ["kubelet-event-qps", "eventRecordQPS: 0\n", ["eventRecordQPS"]],
    ["kubelet-iptables", "makeIPTablesUtilChains: false\n", ["makeIPTablesUtilChains"]],
    [
      "kubelet-unsafe-sysctls",
      "allowedUnsafeSysctls: [net.core.somaxconn, 'kernel.*']\n",
      ["allowedUnsafeSysctls", 1],
    ],
    [
      "kubelet-client-ca-file",
      "authentication: {anonymous: {enabled: false}}\n",
      ["authentication", "x509", "clientCAFile"],
    ],
  ])("%s", (rule, fields, path) => {
    expect(judge(`control-plane/${rule}`, kubelet(fields))).toMatchObject([{ path }]);
  });

  test("what is safe in a file although it is not as a flag", () => {
    for (const rule of [
      "anonymous",
      "authorization",
      "read-only-port",
      "client-ca-file",
      "certificate-rotation",
      "idle-timeout",
    ])
      expect(
        judge(`control-plane/kubelet-${rule}`, kubelet("streamingConnectionIdleTimeout: 0s\n")),
        rule,
      ).toEqual([]);
  });

  test("the scheduler's", () => {
    const text =
      "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nenableProfiling: true\n";
    expect(judge("control-plane/profiling", text)).toMatchObject([
      { path: ["enableProfiling"], text: "true" },
    ]);
  });
});

test("Cluster API holds kubeadm's configurations and files", () => {
  const text = `apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata:
  name: shop
spec:
  kubeadmConfigSpec:
    clusterConfiguration:
      apiServer:
        extraArgs:
          profiling: "true"
    files:
      - path: /etc/kubernetes/audit.yaml
        content: |
          apiVersion: audit.k8s.io/v1
          kind: Policy
          rules:
            - level: Request
`;
  expect(judge("control-plane/profiling", text)).toContainEqual(
    expect.objectContaining({
      path: ["spec", "kubeadmConfigSpec", "clusterConfiguration", "apiServer", "extraArgs", "profiling"],
      text: '"true"',
    }),
  );
  expect(judge("control-plane/audit-secret-bodies", text)).toMatchObject([
    { path: ["spec", "kubeadmConfigSpec", "files", 0, "content"], text: "Request" },
  ]);
});

test("kubeadm's own arguments are not missing", () => {
  const text = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nclusterName: shop\n";
  for (const rule of [
    "node-restriction",
    "authorization-always-allow",
    "client-ca-file",
    "etcd-client-authentication",
    "controller-credentials",
  ])
    expect(judge(`control-plane/${rule}`, text), rule).toEqual([]);
});

test("an external etcd is reached with what its own part says", () => {
  const text = (fields: string) =>
    `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\netcd:\n  external:\n    endpoints: [https://10.0.0.9:2379]\n${fields}`;
  expect(
    judge("control-plane/etcd-certificate-authority", text("    certFile: /c\n    keyFile: /k\n")),
  ).toMatchObject([{ path: ["etcd", "external", "caFile"], text: "external" }]);
  expect(judge("control-plane/etcd-certificate-authority", text("    caFile: /ca\n"))).toEqual([]);
  expect(judge("control-plane/etcd-client-certificate", text("    certFile: /c\n    keyFile: /k\n"))).toEqual(
    [],
  );
  expect(judge("control-plane/etcd-client-authentication", text("    caFile: /ca\n"))).toEqual([]);
});

test("a flag is taken out of a shell text with its value", () => {
  const text = pod('command: [sh, -c, "kube-apiserver --token-auth-file /t.csv --v=2"]');
  expect(judge("control-plane/static-token-file", text)[0]?.finding.fixes[0]?.changes).toEqual([
    { op: "set", path: ["spec", "containers", 0, "command", 2], value: "kube-apiserver  --v=2" },
  ]);
});

test("messages name what the source writes", () => {
  const message = (rule: string, text: string) => judge(`control-plane/${rule}`, text)[0]?.message;
  expect(message("profiling", pod("command: [kube-apiserver]"))).toMatch(
    /^kube-apiserver runs without --profiling=false: /,
  );
  expect(message("kubelet-pid-limit", pod("command: [kubelet, --pod-max-pids=-1]"))).toMatch(
    /^kubelet runs with --pod-max-pids=-1: /,
  );
  const file =
    "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication: {anonymous: {enabled: true}}\n";
  expect(message("kubelet-pid-limit", file)).toMatch(/^kubelet runs without podPidsLimit: /);
  expect(message("kubelet-anonymous", file)).toMatch(
    /^kubelet runs with authentication.anonymous.enabled=true: /,
  );
});

test.each(["--kubelet-service=kube-system/kubelet", "--root, /var/lib/kubelet"])(
  "a program that only speaks of the kubelet is none: %s",
  (args) => {
    expect(read(pod(`image: registry.example/operator:1\nargs: [${args}]`))).toEqual([]);
    expect(read(pod(`image: registry.example/kubelet:v1.37.0\nargs: [${args}]`))).toHaveLength(1);
  },
);
