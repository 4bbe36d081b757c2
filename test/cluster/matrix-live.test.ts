import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readKubeconfig } from "../../cluster";
import { type Collection, collectObjects } from "../../cluster/listing/collect-objects";
import { ACCESS_KINDS } from "../../cluster/listing/kinds";
import { createListCache } from "../../cluster/listing/list-cache";
import { liveFacts } from "../../cluster/listing/live-facts";
import { accessMatrix, accountsOf, type MatrixSubject } from "../../cluster/matrix/access-matrix";
import { askAccess } from "../../cluster/matrix/ask-access";
import { confirmAccess } from "../../cluster/matrix/confirm-access";
import { createLiveAccess, type LiveAccess } from "../../cluster/matrix/live-access";
import { DANGEROUS_PERMISSIONS } from "../../cluster/matrix/permissions";
import { type ClusterApi, createClusterApi } from "../../cluster/transport/cluster-api";
import { openTransport } from "../../cluster/transport/open-transport";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { fillLarge } from "./large-cluster";

const RBAC = "rbac.authorization.k8s.io";

describe.skipIf(skipped("the matrix", await controlPlaneMissing()))("the matrix on a live cluster", () => {
  let plane: ControlPlane;
  let api: ClusterApi;
  let collection: Collection;
  let access: LiveAccess;

  async function open(kubeconfig: string): Promise<ClusterApi> {
    const config = await readKubeconfig({ paths: [kubeconfig], refused: [] });
    const transport = await openTransport({ kubeconfig: config, context: config.currentContext ?? "" });
    // The figure for a cluster on this machine; elsewhere it is five a second.
    return createClusterApi(transport, { reviews: { inFlight: 8 } });
  }

  beforeAll(async () => {
    plane = await startControlPlane({ audit: true, users: [{ name: "lead" }] });
    await fillLarge(plane);
    await plane.apply([
      {
        apiVersion: `${RBAC}/v1`,
        kind: "RoleBinding",
        metadata: { namespace: "ns-0", name: "lead" },
        roleRef: { apiGroup: RBAC, kind: "ClusterRole", name: "admin" },
        subjects: [{ kind: "User", apiGroup: RBAC, name: "lead" }],
      },
    ]);
    api = await open(plane.adminKubeconfig);
    collection = await collectObjects(api, createListCache(api), {
      kinds: ACCESS_KINDS,
      list: { pageSize: 100 },
    });
    access = createLiveAccess(liveFacts(collection.objects), collection.unseen);
  }, controlPlaneTimeout);

  afterAll(async () => {
    api?.close();
    await plane?.stop();
  });

  test("is worked out of lists that came in pages, without one review", async () => {
    const facts = liveFacts(collection.objects);
    const start = process.cpuUsage();
    const { rows, permissions } = accessMatrix(createLiveAccess(facts, []));
    const { user, system } = process.cpuUsage(start);
    process.stdout.write(
      `matrix: ${rows.length} accounts × ${permissions.length} permissions in ${((user + system) / 1_000).toFixed(1)} ms of one processor\n`,
    );
    const row = rows.find(({ subject }) => subject.name === "account-1");
    const secrets = [...(row?.cells ?? [])].find(([{ text }]) => text === "list secrets")?.[1];
    expect(secrets).toMatchObject({ answer: "allowed", reach: "namespaces", namespaces: ["ns-1"] });
    const events = (await plane.auditEvents()).filter(({ userAgent }) => userAgent?.startsWith("rampart/"));
    expect(events.filter(({ verb }) => verb !== "list" && verb !== "get")).toEqual([]);
    const pages = events.filter(({ requestURI }) => requestURI.includes("/serviceaccounts?"));
    expect(pages.length).toBeGreaterThanOrEqual(5);
    expect(pages.every(({ requestURI }) => requestURI.includes("limit=100"))).toBe(true);
  });

  test("agrees with the cluster about every account of the default roles", { timeout: 240_000 }, async () => {
    const defaults = accountsOf(access).filter(
      (subject) => subject.kind === "ServiceAccount" && subject.namespace === "kube-system",
    );
    expect(defaults.length).toBeGreaterThan(20);
    const some = [0, 1, 2].map(
      (at): MatrixSubject => ({ kind: "ServiceAccount", namespace: `ns-${at}`, name: `account-${at}` }),
    );
    const groups: MatrixSubject[] = [
      "system:masters",
      "system:authenticated",
      "system:unauthenticated",
      "system:nodes",
    ].map((name) => ({ kind: "Group", name }));
    const questions = [...defaults, ...some, ...groups].flatMap((subject) =>
      DANGEROUS_PERMISSIONS.flatMap(({ question, clusterScoped }) =>
        (clusterScoped ? [""] : ["", "kube-system", "ns-1"]).map((namespace) => ({
          subject,
          question: { ...question, namespace },
        })),
      ),
    );
    const reviewer = api.action(questions.length);
    const start = performance.now();
    const confirmed = await Promise.all(
      questions.map(({ subject, question }) => confirmAccess(reviewer, subject, question)),
    );
    const seconds = (performance.now() - start) / 1_000;
    process.stdout.write(
      `reviews: ${questions.length} in ${seconds.toFixed(1)} s, ${Math.round(questions.length / seconds)} a second\n`,
    );
    const wrong = questions.flatMap(({ subject, question }, at) => {
      // Whether an account is there is asked before: the API server itself denies what is not.
      const ours = askAccess({ ...access, accounts: undefined }, subject, question).answer;
      return ours === confirmed[at]?.answer ? [] : [{ subject, question, ours, theirs: confirmed[at] }];
    });
    expect(wrong).toEqual([]);
    expect(confirmed.filter(({ answer }) => answer === "allowed").length).toBeGreaterThan(100);
  });

  test("is confirmed within a namespace by who may ask no further", async () => {
    const lead = await open(await plane.writeKubeconfig("lead", { user: { token: plane.token("lead") } }));
    try {
      const account: MatrixSubject = { kind: "ServiceAccount", namespace: "ns-0", name: "account-1" };
      const ask = (namespace: string) =>
        confirmAccess(lead.action(), account, { verb: "get", group: "", resource: "pods", namespace });
      expect((await ask("ns-0")).answer).toBe("denied");
      expect(await ask("ns-1")).toMatchObject({ answer: "unknown", problem: { kind: "forbidden" } });
    } finally {
      lead.close();
    }
  });
});
