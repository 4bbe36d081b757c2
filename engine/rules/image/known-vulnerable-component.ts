import { imageName } from "../../kubernetes/image-reference";
import { imagesOf } from "../../kubernetes/images-of";
import { compareVersions, parseVersion, type SoftwareVersion } from "../../kubernetes/software-version";
import { definePodRule } from "../define-rule";
import type { Severity } from "../rule";

/** A flaw of a component that guards or steers the cluster. */
export interface ComponentFlaw {
  readonly component: string;
  /** Matches the image's name without tag. */
  readonly image: RegExp;
  readonly cve: string;
  readonly effect: string;
  readonly severity: Severity;
  /** Affected ranges: from the first version (inclusive) to the fixed one (exclusive). */
  readonly affected: readonly (readonly [from: string, fixed: string])[];
}

/** Sources: the projects' security advisories, by CVE. */
export const FLAWS: readonly ComponentFlaw[] = [
  {
    component: "Kyverno",
    image: /(^|\/)kyverno\/kyverno$/,
    cve: "CVE-2022-47633",
    effect: "accepts unsigned images in spite of a signature policy",
    severity: "high",
    affected: [["1.8.3", "1.8.5"]],
  },
  {
    component: "Argo CD",
    image: /(^|\/)(argoproj|argoprojlabs)\/argocd$/,
    cve: "CVE-2025-55190",
    effect: "gives repository credentials to every project token",
    severity: "critical",
    affected: [
      ["2.2.0", "2.13.9"],
      ["2.14.0", "2.14.16"],
      ["3.0.0", "3.0.14"],
      ["3.1.0", "3.1.2"],
    ],
  },
  {
    component: "Argo CD",
    image: /(^|\/)argoproj\/argocd$/,
    cve: "CVE-2022-24348",
    effect: "lets a chart read the secrets of other applications",
    severity: "high",
    affected: [
      ["0.1.0", "2.1.9"],
      ["2.2.0", "2.2.4"],
    ],
  },
  {
    component: "Grafana",
    image: /(^|\/)grafana\/grafana(-enterprise|-oss)?$/,
    cve: "CVE-2021-43798",
    effect: "serves any file of the container without a login",
    severity: "high",
    affected: [
      ["8.0.0", "8.0.7"],
      ["8.1.0", "8.1.8"],
      ["8.2.0", "8.2.7"],
      ["8.3.0", "8.3.1"],
    ],
  },
  {
    component: "Grafana",
    image: /(^|\/)grafana\/grafana(-enterprise|-oss)?$/,
    cve: "CVE-2022-39328",
    effect: "may answer a request as another user",
    severity: "high",
    affected: [["9.2.0", "9.2.4"]],
  },
];

/** Source: see the table. What is found by reading tags alone; an image scanner knows more. */
export const knownVulnerableComponent = definePodRule({
  id: "image/known-vulnerable-component",
  title: "Cluster component has a known flaw",
  severity: "high",
  why: "Policy engines, deployment controllers and dashboards hold rights over the whole cluster. A published flaw in one of them undoes every rule it enforces.",
  remediation: "Update the component to the version that the message names, or a newer one.",
  standards: { nsa: ["image-scanning"], mitre: ["T1190"], owasp: ["K02", "K10"] },
  equivalents: { kubescape: ["C-0081", "C-0090", "C-0091"] },
  controls: ["policy-engine-cves"],
  since: "0.1.0",
  check({ pod, report }) {
    // Init containers and sidecars often run the same image: the flaw is told once for a pod.
    const told = new Set<ComponentFlaw>();
    for (const { owner, path, image } of imagesOf(pod)) {
      const version = parseVersion(image?.tag);
      if (!image || !version) continue;
      const name = imageName(image);
      for (const flaw of FLAWS) {
        const fixed = flaw.image.test(name) ? fixedVersion(flaw, version) : undefined;
        if (!fixed) continue;
        if (told.has(flaw)) break;
        told.add(flaw);
        report({
          path,
          severity: flaw.severity,
          message: `${owner} runs ${flaw.component} ${image.tag}, which ${flaw.effect} (${flaw.cve}, fixed in ${fixed})`,
        });
        break;
      }
    }
  },
});

function fixedVersion({ affected }: ComponentFlaw, version: SoftwareVersion): string | undefined {
  return affected.find(
    ([from, fixed]) =>
      compareVersions(version, parseVersion(from) ?? []) >= 0 &&
      compareVersions(version, parseVersion(fixed) ?? []) < 0,
  )?.[1];
}
