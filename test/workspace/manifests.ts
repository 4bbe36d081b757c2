import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const EXAMPLES = fileURLToPath(new URL("../../docs/examples", import.meta.url));

/**
 * A workspace of many manifests: examples of rules by name, good and bad, with a kustomization over some of
 * them, suppressions of every kind, a file that is no manifest and one that cannot be read.
 */
export function manifests(): Record<string, string> {
  const files: Record<string, string> = {};
  const names = readdirSync(EXAMPLES, { recursive: true }).map(String).sort();
  // A third of them, and all of one layer: enough to meet every branch of a report.
  for (const [at, name] of names.entries())
    if (name.endsWith(".yaml") && (at % 6 < 2 || name.startsWith("workload")))
      files[name.replaceAll("\\", "/")] = readFileSync(join(EXAMPLES, name), "utf8");
  const bad = Object.keys(files).filter((name) => name.startsWith("workload/") && name.endsWith(".bad.yaml"));
  files["overlay/kustomization.yaml"] =
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: prod\nresources:\n${bad
      .slice(0, 20)
      .map((name) => `  - ../${name}`)
      .join("\n")}\npatches:\n  - path: patch.yaml\n`;
  files["overlay/patch.yaml"] =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n";
  files["suppressed.yaml"] = `# rampart-ignore-file workload/run-as-non-root -- runs as root to bind a port
apiVersion: v1
kind: Pod
metadata:
  name: quiet
  annotations:
    kube-rampart/ignore.workload.seccomp-profile: ""
    checkov.io/skip1: CKV_K8S_20=known
spec:
  containers:
    - name: app
      image: registry.example/app:1.0.0
      securityContext: &context
        # rampart-ignore-next-line workload/privileged, workload/no-such-rule
        privileged: true
    - name: twin
      image: registry.example/app:1.0.0
      securityContext: *context
# rampart-ignore-next-line workload/host-pid -- nothing here needs it
`;
  files["notes.yaml"] = "title: notes\nlist: [1, 2]\n";
  files["broken.yaml"] = "apiVersion: v1\nkind: Pod\nmetadata: {name: [}\n";
  return files;
}
