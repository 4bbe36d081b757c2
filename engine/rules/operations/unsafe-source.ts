import { fix, remove, set } from "../../fixes/change";
import type { Path } from "../../json";
import { booleanAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext } from "../rule";

const FLUX = "source.toolkit.fluxcd.io";

/** Sources: Flux source API, Argo CD declarative setup, Tekton resolvers. */
export const unsafeSource = defineResourceRule({
  id: "operations/unsafe-source",
  title: "Deployment source is fetched without checking who answers",
  severity: "high",
  why: "Whoever sits between the cluster and the repository decides what is deployed, with the rights of the deployment controller.",
  remediation:
    "Fetch over https or ssh, keep certificate checks on, and name a CA where the server has its own.",
  standards: { mitre: ["T1557", "T1195"], owasp: ["K02"] },
  equivalents: { kyverno: ["verify-flux-sources"] },
  controls: ["tekton-bundles-flux-sources-argo-projects"],
  since: "0.1.0",
  appliesTo: [
    `${FLUX}/GitRepository`,
    `${FLUX}/HelmRepository`,
    `${FLUX}/OCIRepository`,
    `${FLUX}/Bucket`,
    "argoproj.io/Application",
    "argoproj.io/ApplicationSet",
    "ConfigMap",
  ],
  check(context) {
    const { group, kind } = context.resource;
    if (group === FLUX) checkFlux(context);
    else if (group === "argoproj.io") checkApplication(context);
    else if (kind === "ConfigMap") checkArgoSettings(context);
  },
});

function checkFlux({ resource, report }: ResourceContext): void {
  const { object } = resource;
  const insecure = ["spec", "insecure"];
  if (booleanAt(object, ...insecure) === true)
    report({
      path: insecure,
      message: "the source is fetched without TLS",
      fixes: [fix("unsafe", "Fetch over TLS", remove(insecure))],
    });
  const url = ["spec", "url"];
  if (isPlain(stringAt(object, ...url)))
    report({ path: url, message: "the source is fetched without encryption" });
}

function checkApplication({ resource, report }: ResourceContext): void {
  const { object } = resource;
  const spec: Path = resource.kind === "ApplicationSet" ? ["spec", "template", "spec"] : ["spec"];
  const single = [...spec, "source", "repoURL"];
  if (isPlain(stringAt(object, ...single)))
    report({ path: single, message: "the source is fetched without encryption" });
  for (const { index, value } of mapsAt(object, ...spec, "sources"))
    if (isPlain(stringAt(value, "repoURL")))
      report({
        path: [...spec, "sources", index, "repoURL"],
        message: "the source is fetched without encryption",
      });
}

/** Settings of Argo CD that switch TLS off, in the ConfigMap argocd-cmd-params-cm. */
const ARGO_INSECURE = [
  "server.insecure",
  "reposerver.disable.tls",
  "server.repo.server.plaintext",
  "controller.repo.server.plaintext",
];

function checkArgoSettings({ resource, report }: ResourceContext): void {
  if (resource.name !== "argocd-cmd-params-cm") return;
  for (const setting of ARGO_INSECURE) {
    const path = ["data", setting];
    if (stringAt(resource.object, ...path) !== "true") continue;
    report({
      path,
      severity: "medium",
      message: `${setting} switches TLS off, so tokens and manifests travel in clear`,
      fixes: [fix("unsafe", "Switch TLS on", set(path, "false"))],
    });
  }
}

function isPlain(url: string | undefined): boolean {
  return url !== undefined && /^(http|git):\/\//i.test(url) && !/^\w+:\/\/[^/]*\.svc([.:/]|$)/.test(url);
}
