import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../engine/json";
import { NEWEST_MINOR } from "../../../engine/kubernetes/kubernetes-version";
import { type PodTemplate, podTemplatesOf } from "../../../engine/kubernetes/pod-template";
import { resourcesOf } from "../../../engine/kubernetes/resource";
import { rules } from "../../../engine/rules/registry";
import { DEFAULT_OPTIONS, type DocumentRule } from "../../../engine/rules/rule";
import type { PodSecurityLevel } from "../../../engine/standards/pod-security/check";
import { podSecurityChecks } from "../../../engine/standards/pod-security/checks";
import { podSecurityViolations } from "../../../engine/standards/pod-security/violations";
import { controlPlaneMissing } from "../../cluster/build-control-plane.mjs";
import { controlPlaneTimeout } from "../../cluster/control-plane";
import { startPodOracle } from "../../cluster/pod-oracle";
import { oraclesMissing } from "../../oracles/build.mjs";
import { type PodSecurityMatrix, startOracles } from "../../oracles/oracle";
import { skipped } from "../../oracles/skip";
import { type GeneratedPod, generatePods } from "./generate-pods";

const SEED = 20_260_801;
const GENERATED = 2_800;
const LEVELS: readonly PodSecurityLevel[] = ["baseline", "restricted"];
const MINORS = Array.from({ length: NEWEST_MINOR + 1 }, (_, minor) => minor);
const missing = (await oraclesMissing()) ?? (await controlPlaneMissing(["pod-oracle"]));

/** A pod that the API server would accept, and what admission says of it by level and version. */
interface Judged {
  readonly pod: GeneratedPod;
  readonly template: PodTemplate;
  readonly truth: PodSecurityMatrix;
}

describe.skipIf(skipped("Pod Security agreement", missing))("Pod Security by level and version", () => {
  let judged: Judged[] = [];

  beforeAll(async () => {
    judged = await judgeByKubernetes(generatePods(SEED, GENERATED));
    process.stderr.write(`${distribution(judged)}\n`);
  }, controlPlaneTimeout);

  afterAll(() => {
    judged = [];
  });

  test("at least 2,000 valid pods are judged, and 30 to 70 % of the verdicts accept", () => {
    expect(judged.length).toBeGreaterThanOrEqual(2_000);
    for (const level of LEVELS) {
      const share = acceptedShare(judged, level);
      expect(share, level).toBeGreaterThanOrEqual(0.3);
      expect(share, level).toBeLessThanOrEqual(0.7);
    }
  });

  test("each check is the sole cause of the refusal of at least 20 pods", () => {
    const rare = [...soleCauses(judged)].filter(([, pods]) => pods < 20).map(([check]) => check);
    // The API server demands hostNetwork of host processes, so that hostNamespaces refuses them too.
    expect(rare).toEqual(["windowsHostProcess"]);
    const hostProcesses = judged.filter(({ truth }) => truth.baseline[0]?.includes("windowsHostProcess"));
    expect(hostProcesses.length).toBeGreaterThanOrEqual(20);
  });

  test("every check says what admission's says, at every level and version", () => {
    const differences: object[] = [];
    for (const { pod, template, truth } of judged) {
      for (const level of LEVELS) {
        for (const minor of MINORS) {
          const ours = new Set(podSecurityViolations(template, level, minor).map(({ check }) => check));
          const theirs = truth[level][minor] ?? [];
          if (ours.size === theirs.length && theirs.every((check) => ours.has(check as never))) continue;
          differences.push({ level, minor, ours: [...ours], theirs, pod });
        }
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
  });

  test("the rules of a level find nothing exactly where admission accepts", () => {
    const differences: object[] = [];
    for (const level of LEVELS) {
      const chosen = rulesOf(level);
      for (const { pod, template, truth } of judged) {
        for (const minor of MINORS) {
          const found = findings(chosen, template, minor);
          const theirs = truth[level][minor] ?? [];
          if ((found.length === 0) === (theirs.length === 0)) continue;
          differences.push({ level, minor, found, theirs, pod });
        }
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
  }, 120_000);
});

/** Keeps the pods that the API server calls valid and asks admission about them as they would be stored. */
async function judgeByKubernetes(pods: readonly GeneratedPod[]): Promise<Judged[]> {
  const registry = await startPodOracle();
  const answers = await registry.validate(pods, { defaulted: true });
  await registry.stop();
  const valid = pods.flatMap((pod, index) => {
    const answer = answers[index];
    if (!answer?.ok || !answer.result.pod) throw new Error(`no answer for ${JSON.stringify(pod)}`);
    const { errors, strict, pod: stored } = answer.result;
    // Ephemeral containers come by an update of the pod; creating it with them is the one thing wrong.
    const wrong = errors.filter(
      (error) => !error.startsWith("spec.ephemeralContainers: Forbidden: cannot be set"),
    );
    return wrong.length === 0 && strict.length === 0 ? [{ pod, stored }] : [];
  });
  const oracles = await startOracles();
  const verdicts = await oracles.podSecurityMatrix(valid.map(({ stored }) => stored));
  await oracles.stop();
  return valid.map(({ pod }, index) => {
    const verdict = verdicts[index];
    if (!verdict?.ok) throw new Error(`no verdict for ${JSON.stringify(pod)}`);
    return { pod, template: templateOf(pod, index), truth: verdict.result };
  });
}

/** The pod as it is, or as the template of a workload: the verdict is the same. */
function templateOf({ metadata, spec }: GeneratedPod, index: number): PodTemplate {
  const pod: JsonObject = { metadata, spec };
  const object: JsonObject =
    index % 3 === 0
      ? { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "app" }, spec: { template: pod } }
      : { apiVersion: "v1", kind: "Pod", ...pod };
  const template = resourcesOf(object).flatMap(podTemplatesOf)[0];
  if (!template) throw new Error("the generator made no pod");
  return template;
}

function rulesOf(level: PodSecurityLevel): DocumentRule[] {
  return rules.filter(
    (rule): rule is DocumentRule =>
      rule.scope === "document" &&
      (rule.standards?.pss ?? []).some((carried) => carried === "baseline" || carried === level),
  );
}

function findings(chosen: readonly DocumentRule[], pod: PodTemplate, minor: number): string[] {
  const found: string[] = [];
  for (const rule of chosen) {
    rule.check({
      resource: pod.resource,
      pods: [pod],
      options: { ...DEFAULT_OPTIONS, kubernetesVersion: minor },
      report: () => found.push(rule.id),
    });
  }
  return found;
}

function acceptedShare(all: readonly Judged[], level: PodSecurityLevel): number {
  const verdicts = all.flatMap(({ truth }) => truth[level]);
  return verdicts.filter((checks) => checks.length === 0).length / verdicts.length;
}

/** How many pods each check alone refuses, at some level and version. */
function soleCauses(all: readonly Judged[]): Map<string, number> {
  const counts = new Map<string, number>(podSecurityChecks.map(({ id }) => [id, 0]));
  for (const { truth } of all) {
    const alone = new Set(
      LEVELS.flatMap((level) => truth[level]).flatMap((checks) => (checks.length === 1 ? checks : [])),
    );
    for (const check of alone) counts.set(check, (counts.get(check) ?? 0) + 1);
  }
  return counts;
}

function distribution(all: readonly Judged[]): string {
  const shares = LEVELS.map((level) => `${level} accepts ${(acceptedShare(all, level) * 100).toFixed(1)} %`);
  const causes = [...soleCauses(all)].map(([check, pods]) => `${check} ${pods}`);
  return `Pod Security agreement: seed ${SEED}, ${all.length} of ${GENERATED} pods valid; ${shares.join(", ")}; refused alone: ${causes.join(", ")}`;
}
