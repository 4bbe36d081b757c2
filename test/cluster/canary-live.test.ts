import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseAllDocuments } from "yaml";
import { main } from "../../cli/main";
import type { JsonObject } from "../../engine/json";
import { CANARY, CANARY_FILES, leaksIn } from "../cli/secret-canary";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { until } from "./wait";

/** Kinds that every API server serves. */
const SERVED = /^(v1|apps\/v1|networking\.k8s\.io\/v1)$/;
/** Another one, so that what is live differs from what is written in every place. */
const OTHER = `${CANARY}Other`;

const objects: JsonObject[] = ["prod/workload.yaml", "prod/configuration.yaml"]
  .flatMap((name) =>
    parseAllDocuments(CANARY_FILES[name] ?? "").map((document): JsonObject => document.toJS()),
  )
  .filter(({ apiVersion, kind }) => SERVED.test(String(apiVersion)) && kind !== "Config");

describe.skipIf(skipped("secrets of a live cluster", await controlPlaneMissing()))(
  "what is told of a live cluster, by one who may read every Secret,",
  () => {
    let plane: ControlPlane;
    let folder: string;

    /** Runs the command line in this process, as the administrator. */
    async function rampart(...args: string[]): Promise<string> {
      let written = "";
      const spies = (["stdout", "stderr"] as const).map((name) =>
        vi.spyOn(process[name], "write").mockImplementation((chunk, ...rest) => {
          written += String(chunk);
          const done = rest.at(-1);
          if (typeof done === "function") done();
          return true;
        }),
      );
      try {
        expect(await main([...args, `--kubeconfig=${plane.adminKubeconfig}`])).not.toBe(2);
        return written;
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "canary-live-"));
      await writeFile(
        join(folder, "objects.json"),
        JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }),
      );
      plane = await startControlPlane();
      await plane.createNamespace("shop");
      await plane.apply(JSON.parse(JSON.stringify(objects).replaceAll(CANARY, OTHER)));
      await until("the pod is made", async () => {
        const { stdout } = await plane.kubectl(["get", "pods", "--namespace=shop", "--output=name"]);
        return stdout.includes("pod/api-");
      });
    }, controlPlaneTimeout);

    afterAll(async () => {
      await plane?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test.each([
      ["posture", []],
      ["posture", ["--format=json"]],
      ["triage", ["--all-namespaces"]],
      ["triage", ["--all-namespaces", "--format=json"]],
      ["drift", []],
      ["drift", ["--format=json"]],
      ["drift", ["--diff"]],
      ["drift", ["--diff", "--security", "--show-requests"]],
    ])("holds no secret value: %s %j", async (command, args) => {
      const context = (await plane.kubectl(["config", "current-context"])).stdout.trim();
      const source = command === "drift" ? [`--in=${folder}`] : [];
      const text = await rampart(command, ...args, ...source, `--context=${context}`);
      expect(text).toContain("shop");
      expect(leaksIn(text)).toEqual([]);
      expect(text).not.toContain(Buffer.from(OTHER).toString("base64"));
    });
  },
);
