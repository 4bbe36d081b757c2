import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "../../engine/json";
import { expandSnippet, type SnippetValues } from "../engine/snippets/expand-snippet";
import { loadSnippets, type TestSnippet } from "../engine/snippets/snippets";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { until } from "./wait";

/** The groups that a plain API server serves; everything else is a custom resource or a file. */
const SERVED =
  /^(v1|(apps|batch|autoscaling|policy|networking\.k8s\.io|rbac\.authorization\.k8s\.io|admissionregistration\.k8s\.io)\/v\d)$/;

const snippets = loadSnippets();
const served = snippets.filter(({ manifest }) => builtIn(manifest).length > 0);

/** The documents of kinds that are built in. */
function builtIn(manifest: string): JsonObject[] {
  // As Kubernetes reads it: 0440 is a number in base eight.
  return parseAllDocuments(manifest, { version: "1.1" })
    .map((document): JsonValue => document.toJS())
    .filter(isObject)
    .filter(({ apiVersion }) => typeof apiVersion === "string" && SERVED.test(apiVersion));
}

function snippet(prefix: string): TestSnippet {
  const found = snippets.find((each) => each.prefix === prefix);
  if (!found) throw new Error(`there is no snippet ${prefix}`);
  return found;
}

/** The documents of a snippet, with values for its tab stops. */
function documentsOf(prefix: string, values: SnippetValues = {}): JsonObject[] {
  return builtIn(expandSnippet(snippet(prefix).body, values));
}

/**
 * The flags that the kubeadm snippet gives the API server, without those that name files of a control-plane node and
 * without the authorization mode, which the test's own server sets.
 */
function kubeadmFlags(): string[] {
  const [cluster] = parseAllDocuments(snippet("rampart-kubeadm").text);
  const extraArgs: { name: string; value: string }[] = cluster?.toJS().apiServer.extraArgs ?? [];
  return extraArgs
    .filter(({ name, value }) => !value.startsWith("/") && name !== "authorization-mode")
    .map(({ name, value }) => `--${name}=${value}`);
}

/** The pods that a workload makes, as the controllers would make them. */
function podsOf(resource: JsonObject): JsonObject[] {
  const { kind, spec, metadata } = resource;
  if (!isObject(spec) || !isObject(metadata)) return [];
  if (kind === "Pod") return [resource];
  const template =
    kind === "CronJob" && isObject(spec.jobTemplate) && isObject(spec.jobTemplate.spec)
      ? spec.jobTemplate.spec.template
      : spec.template;
  if (!isObject(template)) return [];
  const { namespace = "shop" } = metadata;
  const labels = isObject(template.metadata) ? (template.metadata.labels ?? {}) : {};
  const claims = Array.isArray(spec.volumeClaimTemplates) ? spec.volumeClaimTemplates : [];
  const podSpec = isObject(template.spec) ? template.spec : {};
  const volumes = [
    ...(Array.isArray(podSpec.volumes) ? podSpec.volumes : []),
    ...claims.filter(isObject).map(({ metadata: claim }) => {
      const name = isObject(claim) ? (claim.name ?? "") : "";
      return { name, persistentVolumeClaim: { claimName: name } };
    }),
  ];
  const pod = { apiVersion: "v1", kind: "Pod", spec: { ...podSpec, volumes } };
  return [{ ...pod, metadata: { labels, namespace, name: `pod-of-${metadata.name}` } }];
}

describe.skipIf(skipped("cluster", await controlPlaneMissing()))("the snippets", () => {
  let cluster: ControlPlane;
  let folder: string;

  /** Writes an expanded snippet as a file of the API server. */
  const file = (prefix: string): string => {
    const path = join(folder, `${prefix}.yaml`);
    writeFileSync(path, snippet(prefix).text);
    return path;
  };

  /** Applies on the server without storing; unknown fields are errors. Returns what kubectl warns of. */
  const dryRun = async (objects: readonly JsonObject[]): Promise<string> => {
    const { code, stderr } = await cluster.kubectl(
      [
        "apply",
        "--server-side",
        "--force-conflicts",
        "--dry-run=server",
        "--validate=strict",
        "--filename=-",
      ],
      { stdin: JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }) },
    );
    return code === 0 ? stderr : `refused: ${stderr}`;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "snippets-"));
    // The server starts only if it understands these files; what they do is asked below.
    cluster = await startControlPlane({
      apiServerFlags: [
        `--audit-policy-file=${file("rampart-audit-policy")}`,
        `--audit-log-path=${join(folder, "audit.log")}`,
        `--authentication-config=${file("rampart-authentication-config")}`,
        `--admission-control-config-file=${file("rampart-pod-security-defaults")}`,
        ...kubeadmFlags(),
      ],
    });
    // The namespace of the snippets is the one that a snippet makes, with its quota and its Pod Security level.
    await cluster.createNamespace("monitoring");
    await cluster.apply(documentsOf("rampart-namespace"));
    const accounts = served.flatMap(({ manifest }) =>
      builtIn(manifest).filter(({ kind }) => kind === "ServiceAccount"),
    );
    await cluster.apply(accounts);
  }, controlPlaneTimeout);

  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(served)("$prefix is accepted, without a warning", async ({ prefix, manifest }) => {
    // The quota of the namespace allows no load balancer; see below.
    const isBalancer = prefix === "rampart-load-balancer-internal";
    expect(await dryRun(isBalancer ? documentsOf(prefix, { 2: "monitoring" }) : builtIn(manifest))).toBe("");
  });

  test("the quota of the namespace refuses a load balancer", async () => {
    expect(await dryRun(documentsOf("rampart-load-balancer-internal"))).toContain(
      "exceeded quota: quota, requested: services.loadbalancers=1",
    );
  });

  test.each(served.filter(({ manifest }) => builtIn(manifest).some((each) => podsOf(each).length > 0)))(
    "the pods of $prefix are admitted under the restricted level and the quota",
    async ({ manifest }) => {
      expect(await dryRun(builtIn(manifest).flatMap(podsOf))).toBe("");
    },
  );

  test("the namespace refuses a pod that is not hardened", async () => {
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "careless", namespace: "shop" },
      spec: { containers: [{ name: "app", image: "registry.example.com/app:1" }] },
    };
    const { status, body } = await cluster.request("POST", "/api/v1/namespaces/shop/pods?dryRun=All", pod);
    expect(status).toBe(403);
    expect(body.message).toContain('violates PodSecurity "restricted:latest"');
  });

  test("namespaces without labels get a level from the server's own configuration", async () => {
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "host", namespace: "monitoring" },
      spec: { hostNetwork: true, containers: [{ name: "app", image: "registry.example.com/app:1" }] },
    };
    const { status, body } = await cluster.request(
      "POST",
      "/api/v1/namespaces/monitoring/pods?dryRun=All",
      pod,
    );
    expect(status).toBe(403);
    expect(body.message).toContain('violates PodSecurity "baseline:latest"');
  });

  test("anonymous requests reach the health checks and nothing else", async () => {
    const ask = async (path: string) =>
      (await cluster.request("GET", path, undefined, { anonymous: true })).status;
    expect(await ask("/livez")).toBe(200);
    expect(await ask("/readyz")).toBe(200);
    expect(await ask("/version")).toBe(401);
    expect(await ask("/api/v1/namespaces")).toBe(401);
  });

  test("the admission policies refuse what they describe, and only that", async () => {
    await cluster.createNamespace("policies");
    await cluster.apply([
      ...documentsOf("rampart-admission-policy"),
      ...documentsOf("rampart-image-policy", { 2: "registry.example.com" }),
    ]);
    const digest = `sha256:${"0".repeat(64)}`;
    const create = async (image: string, readOnlyRootFilesystem: boolean) => {
      const { status, body } = await cluster.request("POST", "/api/v1/namespaces/policies/pods?dryRun=All", {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "app" },
        spec: { containers: [{ name: "app", image, securityContext: { readOnlyRootFilesystem } }] },
      });
      return status === 201 ? "admitted" : String(body.message);
    };
    const good = `registry.example.com/app@${digest}`;
    await until(
      "the policies do not work",
      async () => (await create("other.example.com/app", true)) !== "admitted",
    );
    await until("the policies do not work", async () => (await create(good, false)) !== "admitted");
    expect(await create(good, true)).toBe("admitted");
    expect(await create(good, false)).toContain(
      "every container needs securityContext.readOnlyRootFilesystem true",
    );
    expect(await create("registry.example.com/app:1", true)).toContain("images are pinned by digest");
    expect(await create(`other.example.com/app@${digest}`, true)).toContain(
      `images come from registry.example.com, not from other.example.com/app@${digest}`,
    );
  });

  test("the alerts read metrics that the API server has, with the results they count", async () => {
    const { text } = snippet("rampart-prometheus-rule-auth");
    const used = [...text.matchAll(/rate\((\w+)\{result!="(\w+)"\}/g)].map(([, name, result]) => [
      name,
      result,
    ]);
    expect(used).toEqual([
      ["authentication_attempts", "success"],
      ["authorization_attempts_total", "allowed"],
    ]);
    const counted = async (name: string, without: string): Promise<number> => {
      const { body } = await cluster.request("GET", "/metrics");
      return [...String(body).matchAll(new RegExp(`^${name}\\{result="(\\w[\\w-]*)"\\} (\\d+)$`, "gm"))]
        .filter(([, result]) => result !== without)
        .reduce((sum, [, , count]) => sum + Number(count), 0);
    };
    const before = [
      await counted("authentication_attempts", "success"),
      await counted("authorization_attempts_total", "allowed"),
    ];
    const nobody = await cluster.certificateFor("nobody");
    const unauthorised = await cluster.request("GET", "/api/v1/pods", undefined, { token: "stolen" });
    const forbidden = await cluster.request("GET", "/api/v1/pods", undefined, { certificate: nobody });
    expect([unauthorised.status, forbidden.status]).toEqual([401, 403]);
    expect(await counted("authentication_attempts", "success")).toBeGreaterThan(before[0] ?? 0);
    expect(await counted("authorization_attempts_total", "allowed")).toBeGreaterThan(before[1] ?? 0);
  });
});
