import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canI, createAccessWorld } from "../../engine/access";
import { extractFact } from "../../engine/inventory/extract-fact";
import type { JsonValue } from "../../engine/json";
import { resourcesOf } from "../../engine/kubernetes/resource";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import {
  type AskedQuestion,
  choicesFrom,
  goldenCases,
  NAMESPACES,
  type RbacCase,
  randomCases,
  SHAPE_NAMES,
} from "./rbac-cases";

/** `RBAC_SEED=n` asks other questions. */
const seed = Number(process.env.RBAC_SEED ?? 20_260_301);
const choices = choicesFrom(seed);
const cases: readonly RbacCase[] = [...goldenCases(choices, 40), ...randomCases(choices, 120, 20)];
const paths: Readonly<Record<string, string>> = {
  Role: "roles",
  ClusterRole: "clusterroles",
  RoleBinding: "rolebindings",
  ClusterRoleBinding: "clusterrolebindings",
};
const rbac = "/apis/rbac.authorization.k8s.io/v1";

/** Runs the work for every item, sixteen at a time, and keeps the order. */
async function forEach<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return results;
}

interface RbacObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

describe.skipIf(skipped("RBAC agreement", await controlPlaneMissing()))("the RBAC evaluator", () => {
  let cluster: ControlPlane;

  beforeAll(async () => {
    cluster = await startControlPlane();
    await forEach(NAMESPACES, (name) => cluster.createNamespace(name));
    await forEach(cases.flatMap(({ objects }) => objects) as RbacObject[], async (object) => {
      const { namespace } = object.metadata;
      const path = `${rbac}${namespace === undefined ? "" : `/namespaces/${namespace}`}/${paths[object.kind]}`;
      const { status, body } = await cluster.request("POST", path, object);
      if (status !== 201) throw new Error(`${object.metadata.name}: ${JSON.stringify(body)}`);
    });
  }, controlPlaneTimeout);

  afterAll(async () => {
    await cluster?.stop();
  });

  const review = async ({ user, groups, path, ...attributes }: AskedQuestion): Promise<boolean> => {
    const spec =
      path === undefined
        ? { user, groups, resourceAttributes: attributes }
        : { user, groups, nonResourceAttributes: { path, verb: attributes.verb } };
    const { status, body } = await cluster.request(
      "POST",
      "/apis/authorization.k8s.io/v1/subjectaccessreviews",
      { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", spec },
    );
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.status.allowed;
  };

  test("agrees with the API server on every generated question", { timeout: 300_000 }, async () => {
    const facts = cases
      .flatMap(({ objects }) => objects)
      .flatMap((object) => resourcesOf(object as JsonValue))
      .map((resource) => ({
        ...extractFact(resource),
        source: { file: "case.yaml", document: 0, base: [] },
      }));
    const world = createAccessWorld(facts, { complete: true });
    const asked = cases.flatMap(({ shape, questions }) => questions.map((question) => ({ shape, question })));
    const ours = asked.map(({ question }) => canI(world, question).answer);
    const disagreements = async (indices: readonly number[]) => {
      const wrong: number[] = [];
      await forEach(indices, async (index) => {
        const question = asked[index]?.question;
        if (question && (await review(question)) !== (ours[index] === "allowed")) wrong.push(index);
      });
      return wrong.sort((a, b) => a - b);
    };
    // The authorizer and the aggregation controller follow what was written a moment later.
    let wrong = await disagreements(asked.map((_, index) => index));
    await expect
      .poll(
        async () => {
          wrong = await disagreements(wrong);
          return wrong.map((index) => ({ ...asked[index], ours: ours[index] }));
        },
        { timeout: 20_000, interval: 500 },
      )
      .toEqual([]);

    const shapes = new Map<string, number>();
    for (const { shape } of asked) shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    const allowed = ours.filter((answer) => answer === "allowed").length / ours.length;
    process.stdout.write(
      `RBAC agreement: seed ${seed}, ${asked.length} questions, ${Math.round(allowed * 100)} % allowed; ${[...shapes].map(([shape, count]) => `${shape} ${count}`).join(", ")}\n`,
    );
    expect(asked.length).toBeGreaterThanOrEqual(5000);
    expect(allowed).toBeGreaterThan(0.3);
    expect(allowed).toBeLessThan(0.7);
    for (const shape of SHAPE_NAMES) expect(shapes.get(shape), shape).toBeGreaterThanOrEqual(50);
  });
});
