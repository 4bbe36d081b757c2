import { defineContainerRule } from "../define-rule";
import type { Severity } from "../rule";

/** `…/ingress-nginx/controller:v1.12.0`, also below a mirror, with or without a digest. */
export const CONTROLLER = /(^|\/)ingress-nginx\/controller(?:-chroot)?:v?(\d+)\.(\d+)\.(\d+)/;

type Version = readonly [number, number, number];

interface Advisory {
  readonly id: string;
  readonly what: string;
  readonly severity: Severity;
  /** The first version of each minor that has the fix; newer minors have it. */
  readonly fixed: readonly Version[];
}

/** Source: the advisories of kubernetes/ingress-nginx, worst first. */
const ADVISORIES: readonly Advisory[] = [
  {
    id: "CVE-2025-1974",
    what: "code execution from the pod network",
    severity: "critical",
    fixed: [
      [1, 11, 5],
      [1, 12, 1],
    ],
  },
  {
    id: "CVE-2026-24512",
    what: "configuration injection by paths",
    severity: "high",
    fixed: [
      [1, 13, 7],
      [1, 14, 3],
    ],
  },
  {
    id: "CVE-2026-3288",
    what: "configuration injection by rewrite-target",
    severity: "high",
    fixed: [[1, 14, 4]],
  },
];

function isOlder(a: Version, b: Version): boolean {
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Whether a version lacks a fix: older than the fix of its own minor, or than the oldest minor that has one. */
function lacks(version: Version, fixed: readonly Version[]): boolean {
  const own = fixed.find(([, minor]) => minor === version[1]);
  const oldest = fixed[0];
  return own ? isOlder(version, own) : oldest !== undefined && isOlder(version, oldest);
}

/** Source: the advisories of ingress-nginx; see the table above. */
export const ingressNginxVersion = defineContainerRule({
  id: "edge/ingress-nginx-version",
  title: "ingress-nginx controller has known holes",
  severity: "critical",
  why: "The controller may read every Secret, and IngressNightmare gives code execution in it to anybody in the pod network, without credentials. The project is retired, so later holes stay open.",
  remediation: "Move to a maintained controller or gateway; until then run the last release of the project.",
  standards: { mitre: ["T1190", "T1210"], owasp: ["K10"] },
  equivalents: {
    trivy: ["KCV-0093"],
    kyverno: ["check-ingress-nginx-controller-version-and-annotation-policy"],
  },
  controls: ["ingress-nginx-annotation-injection-cve-2025-1974-family"],
  since: "0.1.0",
  check({ container, report }) {
    const match = CONTROLLER.exec(container.image ?? "");
    if (!match) return;
    const version: Version = [Number(match[2]), Number(match[3]), Number(match[4])];
    const advisory = ADVISORIES.find(({ fixed }) => lacks(version, fixed));
    report({
      path: container.at("image"),
      severity: advisory?.severity ?? "medium",
      message: advisory
        ? `ingress-nginx ${version.join(".")} has ${advisory.id}: ${advisory.what}`
        : `ingress-nginx ${version.join(".")} is of a project retired in March 2026, without fixes for CVE-2026-42533 and later`,
    });
  },
});
