import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readKubeconfig } from "../../cluster";
import { collectObjects } from "../../cluster/listing/collect-objects";
import { EVENT_KIND, SUPPORT_KINDS, TRAFFIC_KINDS, WORKLOAD_LIST_KINDS } from "../../cluster/listing/kinds";
import { createListCache } from "../../cluster/listing/list-cache";
import { type ClusterApi, createClusterApi } from "../../cluster/transport/cluster-api";
import { openTransport } from "../../cluster/transport/open-transport";
import type { Diagnosis } from "../../cluster/triage/diagnosis";
import { createSnapshot } from "../../cluster/triage/snapshot";
import { triage } from "../../cluster/triage/triage";
import { skipped } from "../oracles/skip";
import { type KubeletReport, writeAsKubelet } from "./as-kubelet";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { quotasInForce } from "./in-force";
import { until } from "./wait";

/** A workload and what a kubelet writes about its pod. */
interface Case {
  readonly name: string;
  readonly spec?: object;
  readonly container?: object;
  readonly status: Pick<KubeletReport, "phase" | "container">;
  readonly event?: { readonly reason: string; readonly message: string };
  readonly pattern: string;
}

const waits = (reason: string, message: string, more: object = {}) => ({
  phase: "Pending",
  container: { state: { waiting: { reason, message } }, ...more },
});
const crashes = (reason: string, exitCode: number) => ({
  phase: "Running",
  container: {
    imageID: "registry.example.com/a@sha256:1",
    restartCount: 5,
    state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 5m0s restarting failed container" } },
    lastState: { terminated: { reason, exitCode, finishedAt: null, startedAt: null } },
  },
});
const csi = {
  volumes: [
    {
      name: "vault",
      csi: {
        driver: "secrets-store.csi.k8s.io",
        readOnly: true,
        volumeAttributes: { secretProviderClass: "vault" },
      },
    },
  ],
};

const CASES: readonly Case[] = [
  {
    name: "tag",
    status: waits(
      "ErrImagePull",
      "rpc error: code = NotFound desc = failed to pull and unpack image: not found",
    ),
    pattern: "image/not-found",
  },
  {
    name: "key",
    status: waits("CreateContainerConfigError", "couldn't find key password in Secret shop/db"),
    pattern: "config/key-missing",
  },
  {
    name: "root",
    status: waits(
      "CreateContainerConfigError",
      'container has runAsNonRoot and image will run as root (pod: "x", container: root)',
    ),
    pattern: "config/runs-as-root",
  },
  {
    name: "mount",
    spec: csi,
    status: waits("ContainerCreating", ""),
    event: {
      reason: "FailedMount",
      message:
        'MountVolume.SetUp failed for volume "vault" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/x, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to get objectType:secret, objectName:db, objectVersion:: AADSTS700213: No matching federated identity record found for presented assertion subject',
    },
    pattern: "volume/identity-refused",
  },
  { name: "memory", status: crashes("OOMKilled", 137), pattern: "crash/out-of-memory" },
  { name: "exit", status: crashes("Error", 1), pattern: "crash/exit" },
  {
    name: "probe",
    status: crashes("Error", 137),
    event: { reason: "Unhealthy", message: "Liveness probe failed: HTTP probe failed with statuscode: 500" },
    pattern: "crash/liveness",
  },
];

describe.skipIf(skipped("triage", await controlPlaneMissing()))("triage of a live cluster", () => {
  let plane: ControlPlane;
  let api: ClusterApi;

  const deployment = (name: string, spec: object = {}, container: object = {}, namespace = "shop") => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: "registry.example.com/a:1", ...container }], ...spec },
      },
    },
  });

  beforeAll(async () => {
    plane = await startControlPlane({});
    for (const name of ["shop", "small"]) await plane.createNamespace(name);
    await plane.apply([
      {
        apiVersion: "v1",
        kind: "ResourceQuota",
        metadata: { name: "none", namespace: "small" },
        spec: { hard: { pods: "0" } },
      },
      ...CASES.map(({ name, spec, container }) => deployment(name, spec, container)),
      deployment("account", { serviceAccountName: "missing" }),
    ]);
    await quotasInForce(plane.request, "small");
    await plane.apply([deployment("quota", {}, {}, "small")]);
    for (const { name, status, event } of CASES)
      await writeAsKubelet(plane, { app: name, ...status, ...(event ? { event } : {}) });
    const kubeconfig = await readKubeconfig({ paths: [plane.adminKubeconfig], refused: [] });
    api = createClusterApi(await openTransport({ kubeconfig, context: "admin" }));
  }, controlPlaneTimeout);

  afterAll(async () => {
    api?.close();
    await plane?.stop();
  });

  async function diagnoses(namespace: string): Promise<Diagnosis[]> {
    const collection = await collectObjects(api, createListCache(api), {
      kinds: [...WORKLOAD_LIST_KINDS, ...TRAFFIC_KINDS, ...SUPPORT_KINDS, EVENT_KIND],
    });
    expect(collection.unseen).toEqual([]);
    return triage(createSnapshot("admin", collection.objects), { namespace });
  }

  test("names the cause of each failure that a kubelet writes, and nothing else", async () => {
    await until(
      "the missing account is not noticed",
      async () => (await diagnoses("shop")).length > CASES.length,
    );
    const found = await diagnoses("shop");
    const named = found.map(({ workload, pattern }) => `${workload.kind} ${workload.name}: ${pattern}`);
    expect(named).toEqual(
      [...CASES, { name: "account", pattern: "rejected/account-missing" }]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, pattern }) => `Deployment ${name}: ${pattern}`),
    );
    for (const { evidence, commands } of found) {
      expect(evidence[0]?.place).toMatch(/^(event |status\.)/);
      expect(commands.join("\n")).toMatch(/^(kubectl|az) /);
    }
    const mount = found.find(({ workload }) => workload.name === "mount");
    expect(mount?.cause).toContain("system:serviceaccount:shop:default");
  });

  test("understands what the controllers themselves write", async () => {
    await until("the quota has refused a pod", async () => (await diagnoses("small")).length > 0);
    expect(await diagnoses("small")).toMatchObject([
      {
        pattern: "rejected/quota",
        workload: { kind: "Deployment", name: "quota" },
        cause: expect.stringMatching(/the quota "none" of namespace small is used up: requested: pods=1/),
      },
    ]);
  });
});
