import { describe, expect, test } from "vitest";
import { collectObjects } from "../../cluster/listing/collect-objects";
import { ACCESS_KINDS, TRAFFIC_KINDS } from "../../cluster/listing/kinds";
import { createListCache } from "../../cluster/listing/list-cache";
import { createClusterApi } from "../../cluster/transport/cluster-api";
import type { AdmittedCall } from "../../cluster/transport/live-call";
import type { RawAnswer } from "../../cluster/transport/transport";

/** An API over a transport that answers as told; `paths` are those that were asked. */
function apiOf(answer: (path: string) => { status: number; body?: object } | Error) {
  const paths: string[] = [];
  const send = async ({ path }: AdmittedCall): Promise<RawAnswer> => {
    paths.push(path);
    const { status, body = { items: [] } } = (() => {
      const given = answer(path);
      if (given instanceof Error) throw given;
      return given;
    })();
    return { status, contentType: "application/json", text: JSON.stringify(body) };
  };
  return { api: createClusterApi({ kind: "direct", send, close: () => undefined }), paths };
}

describe("a collection", () => {
  test("tells what is forbidden, and takes what is not served for empty", async () => {
    const { api } = apiOf((path) => {
      if (path.includes("/roles?")) return { status: 403, body: { message: "no roles for you" } };
      if (path.includes("/rolebindings?")) return { status: 404 };
      return { status: 200, body: { kind: "List", items: [{ metadata: { name: "x" } }] } };
    });
    const { objects, unseen } = await collectObjects(api, createListCache(api), { kinds: ACCESS_KINDS });
    expect(unseen).toEqual([
      {
        groupKind: "rbac.authorization.k8s.io/Role",
        problem: { kind: "forbidden", message: "no roles for you" },
      },
    ]);
    expect(objects).toHaveLength(3);
  });

  test("of a cluster that does not answer asks once", async () => {
    const { api, paths } = apiOf(() => ({ status: 401, body: { message: "Unauthorized" } }));
    await expect(collectObjects(api, createListCache(api), { kinds: ACCESS_KINDS })).rejects.toMatchObject({
      problem: { kind: "login-expired" },
    });
    expect(paths).toEqual(["/api/v1/serviceaccounts?limit=500"]);
  });

  test("asks for custom resources in the version that is served, and not for others", async () => {
    const { api, paths } = apiOf((path) =>
      path === "/apis"
        ? {
            status: 200,
            body: {
              groups: [
                { name: "gateway.networking.k8s.io", preferredVersion: { version: "v1beta1" } },
                { name: "apps", preferredVersion: { version: "v1" } },
              ],
            },
          }
        : { status: 200 },
    );
    await collectObjects(api, createListCache(api), { kinds: TRAFFIC_KINDS, namespace: "shop" });
    expect(paths).toContain("/apis/gateway.networking.k8s.io/v1beta1/namespaces/shop/httproutes?limit=500");
    expect(paths).toContain("/apis/gateway.networking.k8s.io/v1beta1/gatewayclasses?limit=500");
    expect(paths.filter((path) => /cilium|calico/.test(path))).toEqual([]);
  });
});

describe("the cache of lists", () => {
  test("reads a list once in five minutes, and again what failed", async () => {
    let clock = 0;
    let status = 403;
    const { api, paths } = apiOf(() => ({ status }));
    const cache = createListCache(api, () => clock);
    const list = () => cache.list("/api/v1/pods");
    expect((await list()).problem).toMatchObject({ kind: "forbidden" });
    status = 200;
    expect(await list()).toEqual({ objects: [], readAt: 0 });
    clock = 299_000;
    await list();
    expect(paths).toHaveLength(2);
    expect((await list()).readAt).toBe(0);
    clock = 301_000;
    expect((await list()).readAt).toBe(301_000);
    expect(paths).toHaveLength(3);
    cache.clear();
    await list();
    expect(paths).toHaveLength(4);
  });

  test("lets two who ask at the same time share one answer, and forgets what was cancelled", async () => {
    const { api, paths } = apiOf(() => ({ status: 200 }));
    const cache = createListCache(api);
    await Promise.all([cache.list("/api/v1/pods"), cache.list("/api/v1/pods")]);
    expect(paths).toHaveLength(1);
    const controller = new AbortController();
    controller.abort();
    await expect(cache.list("/api/v1/nodes", {}, controller.signal)).rejects.toMatchObject({
      problem: { kind: "cancelled" },
    });
    expect(await cache.list("/api/v1/nodes")).toMatchObject({ objects: [] });
  });
});
