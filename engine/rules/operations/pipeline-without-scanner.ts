import { defineResourceRule } from "../define-rule";
import { PIPELINE_KINDS, pipelineSteps } from "./pipeline-steps";
import { SCANNER } from "./scanners";

const DEPLOYS =
  /\b(?:kubectl\s+(?:apply|create|replace|set\s+image)|helm\s+(?:upgrade|install)|kustomize\s+build|argocd\s+app\s+sync|flux\s+reconcile|skaffold\s+(?:run|deploy))\b/;

/** Source: opinion; the scan may live in another pipeline. */
export const pipelineWithoutScanner = defineResourceRule({
  id: "operations/pipeline-without-scanner",
  title: "Pipeline deploys without any scan",
  severity: "low",
  why: "Faults in images and manifests reach the cluster before anybody looks at them.",
  remediation: "Scan images and manifests in a step before the deployment, and let it fail the pipeline.",
  standards: { nsa: ["image-scanning"], owasp: ["K02"] },
  opinion: true,
  since: "0.1.0",
  appliesTo: PIPELINE_KINDS,
  check({ resource, report }) {
    const steps = pipelineSteps(resource);
    if (
      steps.some(
        ({ scripts, uses }) =>
          scripts.some(({ text }) => SCANNER.test(text)) || SCANNER.test(uses?.name ?? ""),
      )
    )
      return;
    for (const script of steps.flatMap(({ scripts }) => scripts)) {
      const match = DEPLOYS.exec(script.text);
      if (!match) continue;
      report({
        path: script.path,
        span: { start: match.index, end: match.index + match[0].length },
        message: "the pipeline deploys here, and nothing in it scans images or manifests",
      });
      return;
    }
  },
});
