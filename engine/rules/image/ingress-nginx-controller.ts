import { imageName } from "../../kubernetes/image-reference";
import { imagesOf } from "../../kubernetes/images-of";
import { compareVersions, parseVersion } from "../../kubernetes/software-version";
import { definePodRule } from "../define-rule";

/** A flaw of the controller and the first fixed version of each release line, oldest line first. */
interface Flaw {
  readonly id: string;
  readonly fixed: readonly string[];
  readonly severity?: "critical";
}

/** Sources: the ingress-nginx changelog, the Kubernetes CVE feed; worst first. */
const FLAWS: readonly Flaw[] = [
  { id: "CVE-2025-1974", fixed: ["1.11.5", "1.12.1"], severity: "critical" },
  { id: "CVE-2023-5043", fixed: ["1.9.0"] },
  { id: "CVE-2026-24512", fixed: ["1.13.7", "1.14.3"] },
  { id: "CVE-2026-3288", fixed: ["1.14.4", "1.15.0"] },
];

const CONTROLLERS = /(^|\/)(ingress-nginx\/(controller|controller-chroot)|nginx-ingress-controller)$/;
const OWNERS = /^(registry\.k8s\.io|k8s\.gcr\.io|quay\.io\/kubernetes-ingress-controller)\//;

/** Source: the announcement that ingress-nginx is retired; last releases on 2026-03-20, repository archived. */
export const ingressNginxController = definePodRule({
  id: "image/ingress-nginx-controller",
  title: "Ingress controller is retired or vulnerable",
  severity: "high",
  why: "ingress-nginx gets no fixes since March 2026, and it may read every TLS key of the cluster. Versions before 1.11.5 and 1.12.1 run code for anyone on the pod network.",
  remediation:
    "Move to a maintained controller, preferably one of the Gateway API; until then run 1.15.1, 1.14.5 or 1.13.9.",
  standards: { nsa: ["image-scanning"], mitre: ["T1190", "T1610"], owasp: ["K02", "K10"] },
  equivalents: {
    kubescape: ["C-0292"],
    kyverno: ["check-ingress-nginx-controller-version-and-annotation-policy"],
  },
  controls: ["ingress-nginx-controller-eol-vulnerable-image"],
  waive: "A date for the move to another controller is set, and the last release is in use.",
  since: "0.1.0",
  check({ pod, report }) {
    for (const { owner, path, image } of imagesOf(pod)) {
      if (!image) continue;
      const name = imageName(image);
      if (!CONTROLLERS.test(name) || !OWNERS.test(name)) continue;
      const version = parseVersion(image.tag);
      const flaw = version && FLAWS.find(({ fixed }) => isBefore(version, fixed));
      report({
        path,
        ...(flaw?.severity ? { severity: flaw.severity } : {}),
        message: flaw
          ? `${owner} runs ingress-nginx ${image.tag}, which ${flaw.id} leaves open and which is retired`
          : `${owner} runs ingress-nginx, which is retired and gets no security fixes since March 2026`,
      });
    }
  },
});

/** Whether a version lacks the fix: it is older than the fixed version of its own line, or its line got none. */
function isBefore(version: readonly number[], fixed: readonly string[]): boolean {
  const lines = fixed.map((each) => parseVersion(each) ?? []);
  const own = lines.find((line) => line[0] === version[0] && line[1] === version[1]);
  const bound = own ?? lines.at(-1) ?? [];
  return compareVersions(version, bound) < 0;
}
