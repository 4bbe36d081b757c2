import type { ComponentName } from "../../../../engine/control-plane/component";

const SECTION: Readonly<Partial<Record<ComponentName, string>>> = {
  "kube-apiserver": "apiServer:\n  ",
  "kube-controller-manager": "controllerManager:\n  ",
  "kube-scheduler": "scheduler:\n  ",
  etcd: "etcd:\n  local:\n    ",
};

/** A static pod that runs a component with these flags, one to a line. */
export function staticPod(component: ComponentName, flags: readonly string[]): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${component}
  namespace: kube-system
  labels:
    component: ${component}
    tier: control-plane
spec:
  containers:
    - name: ${component}
      image: registry.example/${component}
      command:
        - ${component}
${flags.map((flag) => `        - ${JSON.stringify(flag)}\n`).join("")}`;
}

/** A kubeadm configuration with these arguments, as a map (v1beta3) or a list (v1beta4). */
export function kubeadm(
  component: ComponentName,
  version: "v1beta3" | "v1beta4",
  args: readonly (readonly [string, string])[],
): string {
  const isNode = component === "kubelet";
  const head = isNode ? "nodeRegistration:\n  kubeletExtraArgs:" : `${SECTION[component]}extraArgs:`;
  const indent = component === "etcd" ? "      " : "    ";
  const entries = args.map(([name, value]) =>
    version === "v1beta3"
      ? `${indent}${name}: ${JSON.stringify(value)}\n`
      : `${indent}- name: ${name}\n${indent}  value: ${JSON.stringify(value)}\n`,
  );
  return `apiVersion: kubeadm.k8s.io/${version}
kind: ${isNode ? "InitConfiguration" : "ClusterConfiguration"}
${head}
${entries.join("")}`;
}
