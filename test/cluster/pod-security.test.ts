import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { podTemplatesOf } from "../../engine/kubernetes/pod-template";
import { resourcesOf } from "../../engine/kubernetes/resource";
import type { PodSecurityLevel } from "../../engine/standards/pod-security/check";
import { podSecurityViolations } from "../../engine/standards/pod-security/violations";
import { generatePods } from "../engine/standards/generate-pods";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";

const SEED = 20_261_125;
/** Versions around every change of the standards. */
const MINORS = [0, 7, 8, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 34, 35, 36, 37];
const LEVELS: readonly PodSecurityLevel[] = ["baseline", "restricted"];
const PODS_EACH = 12;

describe.skipIf(skipped("Pod Security admission", await controlPlaneMissing()))(
  "Pod Security admission of the real API server",
  () => {
    let cluster: ControlPlane;

    beforeAll(async () => {
      cluster = await startControlPlane();
    }, controlPlaneTimeout);

    afterAll(async () => {
      await cluster?.stop();
    });

    test(`agrees on ${PODS_EACH} pods at each of ${MINORS.length} versions and both levels, seed ${SEED}`, async () => {
      const pods = generatePods(SEED, PODS_EACH * MINORS.length * LEVELS.length);
      let accepted = 0;
      let refused = 0;
      const differences: string[] = [];
      for (const [at, minor] of MINORS.entries()) {
        for (const [which, level] of LEVELS.entries()) {
          const namespace = `${level}-${minor}`;
          await cluster.createNamespace(namespace, {
            "pod-security.kubernetes.io/enforce": level,
            "pod-security.kubernetes.io/enforce-version": `v1.${minor}`,
          });
          const from = (at * LEVELS.length + which) * PODS_EACH;
          const verdicts = await Promise.all(
            pods.slice(from, from + PODS_EACH).map(async (pod, index) => {
              const object = {
                ...pod,
                apiVersion: "v1",
                kind: "Pod",
                metadata: { ...pod.metadata, name: `pod-${index}`, namespace },
              };
              const { status, body } = await cluster.request(
                "POST",
                `/api/v1/namespaces/${namespace}/pods?dryRun=All`,
                object,
              );
              return { object, status, message: String(body?.message ?? "") };
            }),
          );
          for (const { object, status, message } of verdicts) {
            const byAdmission = status === 403 && message.includes("violates PodSecurity");
            // Pods that validation refuses do not count: admission did not decide.
            if (status !== 201 && !byAdmission) continue;
            const [template] = resourcesOf(object as never).flatMap(podTemplatesOf);
            const ours = template ? podSecurityViolations(template, level, minor) : [];
            if (byAdmission) refused++;
            else accepted++;
            if (ours.length > 0 !== byAdmission)
              differences.push(
                `${namespace}: ${status} ${message} / ours: ${ours.map(({ check }) => check).join(", ")}`,
              );
          }
        }
      }
      process.stderr.write(
        `Pod Security admission: ${accepted} accepted, ${refused} refused, seed ${SEED}\n`,
      );
      expect(differences).toEqual([]);
      expect(accepted).toBeGreaterThanOrEqual(50);
      expect(refused).toBeGreaterThanOrEqual(50);
    }, 120_000);
  },
);
