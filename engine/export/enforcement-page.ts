import { rules } from "../rules/registry";
import { LAYERS, layerOf } from "../rules/rule";
import { policySources } from "./cel/registry";
import { notExportedReason } from "./enforcement";
import { EXEMPT_NAMESPACES } from "./exempt";
import { PARAMETERS, PARAMETERS_NAME, PARAMETERS_NAMESPACE } from "./parameters";

const INTRODUCTION = `# Enforcement by the cluster itself

Advice that does not block is not security. \`rampart export\` writes manifests by which the API server enforces the same verdicts: nothing of Rampart runs in the cluster.

\`\`\`sh
rampart export vap --profile dev  --output policies.yaml   # warns and records
rampart export vap --profile prod --output policies.yaml   # refuses
rampart export vap --rule workload/privileged --rule image/latest-tag
rampart export psa deploy/ --output namespaces.yaml        # Pod Security labels that the workloads in sight pass
kubectl apply --server-side --filename=policies.yaml
\`\`\`

Policies need Kubernetes 1.30. Tests create every example of every exported rule on a real API server, and hundreds of generated pods: what the engine reports is refused with the rule's id, and nothing else is.

## Audit, then warn, then deny

1. \`--enforcement audit\` writes to the audit log what would be refused. Nobody notices.
2. \`--enforcement warn\` also tells whoever applies the manifest. This is what the profile \`dev\` does.
3. \`--enforcement deny\` refuses. This is what a profile that blocks anything does, such as \`prod\`.

\`--enforcement level\` follows the profile rule by rule: what blocks a merge is denied, what warns there warns, a hint is recorded. \`--profile strict\` adds the opinions, \`--profile pss-baseline\` and \`pss-restricted\` are the Pod Security Standards and nothing more. \`--rule\`, \`--skip\`, \`--layer\` and \`--standard\` choose as they do for a scan. To take a rule back, delete its binding: \`kubectl delete validatingadmissionpolicybinding rampart-LAYER-NAME-PROFILE\`.

## What keeps a Deny from bricking a cluster

- **Namespaces of the system, of providers and of policy engines are left alone**: names that begin with \`kube-\`, \`gke-managed-\`, \`gke-gmp-\` or \`openshift-\`, and SYSTEM. \`--exclude-namespace\` adds your own.
- **What is there stays.** An update is let through where every place at fault was at fault before: an old Deployment is scaled, gets a new image and rolls it out. What it may not do is become worse. Deletions are never looked at, nor are \`status\` and \`scale\`.
- **Controllers of the cluster may make what their templates say.** The template was judged when somebody wrote it; a pod that the ReplicaSet controller makes of it on another node is not judged again. Pods that people, pipelines and operators make are.
- **Debug containers are judged** by their own subresource, as are Pods, every built-in controller, and the templates of Argo Rollouts, Knative, OpenShift and OpenKruise.
- **An error in a policy refuses** (\`failurePolicy: Fail\`), but the expressions run inside the API server: nothing has to be reachable. Every field may be absent.

## Parameters

Lists that differ from cluster to cluster are in the ConfigMap \`${PARAMETERS_NAME}\` of the namespace \`${PARAMETERS_NAMESPACE}\`, filled from \`.rampart.yaml\`, one item a line; policies follow it without being exported again. Without the ConfigMap these policies refuse, so apply the file as a whole, and let few people write in that namespace.
`;

/** The page that tells, for every rule, whether the API server enforces it, and why not. */
export function enforcementPage(): string {
  const named = EXEMPT_NAMESPACES.filter((name) => !name.startsWith("kube-")).map((name) => `\`${name}\``);
  const parameters = Object.entries(PARAMETERS).map(([key, { description }]) => {
    const users = policySources.filter(({ parameter }) => parameter === key).map(({ rule }) => link(rule));
    return `| \`${key}\` | ${description} | ${users.join(", ")} |`;
  });
  const layers = LAYERS.map((layer) => {
    const own = rules.filter(({ id }) => layerOf(id) === layer);
    const rows = own.map(
      (rule) =>
        `| ${link(rule.id)} | ${notExportedReason(rule) === undefined ? "yes" : "no"} | ${notExportedReason(rule) ?? ""} |`,
    );
    return `### ${layer}\n\n| rule | exported | why not |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  return [
    INTRODUCTION.replace("SYSTEM", named.join(", ")),
    `| key | what it lists | read by |\n|---|---|---|\n${parameters.join("\n")}\n`,
    `## Rules\n\n${policySources.length} of ${rules.length} rules are exported. The others need what admission does not see.\n`,
    ...layers,
  ].join("\n");
}

function link(id: string): string {
  return `[\`${id}\`](rules/${id}.md)`;
}
