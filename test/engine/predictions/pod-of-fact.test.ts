import { expect, test } from "vitest";
import { extractFact } from "../../../engine/inventory/extract-fact";
import { podsOf } from "../../../engine/inventory/workload-pods";
import { podTemplatesOf } from "../../../engine/kubernetes/pod-template";
import { resourcesOf } from "../../../engine/kubernetes/resource";
import { placeInWorkload, podOfFact } from "../../../engine/predictions/pod-of-fact";
import { podSecurityViolations } from "../../../engine/standards/pod-security/violations";
import { generatePods } from "../standards/generate-pods";

const SEED = 20_261_126;

test(`a fact keeps everything that Pod Security judges, at every place, seed ${SEED}`, () => {
  let refused = 0;
  for (const { metadata, spec } of generatePods(SEED, 600)) {
    const object = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "d" },
      spec: { template: { metadata, spec } },
    };
    const [resource] = resourcesOf(object as never);
    if (!resource) throw new Error("the generator made no resource");
    const [template] = podTemplatesOf(resource);
    const [kept] = podsOf({ ...extractFact(resource), source: { file: "", document: 0, base: [] } });
    const rebuilt = kept && podOfFact(kept.pod);
    if (!template || !kept || !rebuilt) throw new Error("the pod was lost");
    for (const level of ["baseline", "restricted"] as const)
      for (const minor of [0, 21, 24, 30, 34, 37]) {
        const wanted = podSecurityViolations(template, level, minor).map(({ check, path, message }) => ({
          check,
          path,
          message,
        }));
        const found = podSecurityViolations(rebuilt, level, minor).map(({ check, path, message }) => ({
          check,
          path: placeInWorkload(kept.pod, path),
          message,
        }));
        expect(found).toEqual(wanted);
        refused += wanted.length;
      }
  }
  expect(refused).toBeGreaterThan(1_000);
});

test("items that are no containers keep the places of the others", () => {
  const object = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p" },
    spec: { containers: ["wrong", { name: "c", securityContext: { privileged: true } }] },
  };
  const [resource] = resourcesOf(object);
  if (!resource) throw new Error("no resource");
  const [kept] = podsOf({ ...extractFact(resource), source: { file: "", document: 0, base: [] } });
  const pod = kept && podOfFact(kept.pod);
  expect(pod?.containers.map(({ path }) => path)).toEqual([["spec", "containers", 1]]);
});
