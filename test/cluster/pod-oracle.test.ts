import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { controlPlaneTimeout } from "./control-plane";
import { type PodOracle, startPodOracle } from "./pod-oracle";

const container = { name: "app", image: "app:1" };

describe.skipIf(skipped("pod oracle", await controlPlaneMissing(["pod-oracle"])))("the pod oracle", () => {
  let oracle: PodOracle;

  beforeAll(async () => {
    oracle = await startPodOracle();
  }, controlPlaneTimeout);

  afterAll(async () => {
    await oracle?.stop();
  });

  test("accepts what the API server stores, and shows it with its defaults", async () => {
    const pod = {
      spec: { hostNetwork: true, containers: [{ ...container, ports: [{ containerPort: 80 }] }] },
    };
    const [answer] = await oracle.validate([pod], { defaulted: true });
    expect(answer).toMatchObject({
      ok: true,
      result: {
        valid: true,
        errors: [],
        strict: [],
        pod: {
          metadata: { namespace: "default" },
          spec: {
            restartPolicy: "Always",
            // On the node's network a container port takes the same port of the node.
            containers: [{ imagePullPolicy: "IfNotPresent", ports: [{ containerPort: 80, hostPort: 80 }] }],
          },
        },
      },
    });
  });

  test("accepts privileged containers, as an API server that allows them", async () => {
    const pod = { spec: { containers: [{ ...container, securityContext: { privileged: true } }] } };
    expect(await oracle.validate([pod])).toMatchObject([{ ok: true, result: { valid: true } }]);
  });

  test("says what is invalid", async () => {
    const privileged = { privileged: true, allowPrivilegeEscalation: false };
    const answers = await oracle.validate([
      { spec: { containers: [] } },
      { spec: { containers: [{ ...container, securityContext: privileged }] } },
      { spec: { hostNetwork: "yes", containers: [container] } },
      { metadata: { name: "Not_A_Name" }, spec: { containers: [container] } },
    ]);
    expect(answers.map((answer) => answer.ok && [answer.result.valid, ...answer.result.errors])).toEqual([
      [false, "spec.containers: Required value"],
      [
        false,
        expect.stringContaining("cannot set `allowPrivilegeEscalation` to false and `privileged` to true"),
      ],
      [
        false,
        expect.stringContaining("cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork"),
      ],
      [false, expect.stringMatching(/^metadata\.name: Invalid value: "Not_A_Name"/)],
    ]);
  });

  test("tells unknown fields apart from invalid ones", async () => {
    const answers = await oracle.validate([{ spec: { containers: [{ ...container, privileged: true }] } }]);
    expect(answers).toMatchObject([
      { ok: true, result: { valid: true, strict: ['unknown field "spec.containers[0].privileged"'] } },
    ]);
  });
});
