import fc from "fast-check";
import { expect, test } from "vitest";
import type { Inventory } from "../../../engine/inventory/inventory";
import { ask, namespace, pod, policy, world } from "./world";

const ENDS = ["a/one", "a/two", "b/one", "b/two", "203.0.113.1", "10.0.0.5"];
const PORTS = [80, 81] as const;

const base = [
  namespace("a", { team: "x" }),
  namespace("b", { team: "y" }),
  pod("a/one", { app: "one" }, { ip: "10.0.0.5", ports: [{ name: "web", containerPort: 80 }] }),
  pod("a/two", { app: "two" }),
  pod("b/one", { app: "one" }),
  pod("b/two", {}),
];

const selector = fc.oneof(
  fc.constant({}),
  fc.constantFrom("one", "two").map((app) => ({ matchLabels: { app } })),
  fc
    .constantFrom("In", "NotIn")
    .map((operator) => ({ matchExpressions: [{ key: "app", operator, values: ["one"] }] })),
);
const peer = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  fc.constantFrom({}, { matchLabels: { team: "x" } }).map((namespaceSelector) => ({ namespaceSelector })),
  fc.constantFrom("0.0.0.0/0", "10.0.0.0/24", "203.0.113.0/24").map((cidr) => ({ ipBlock: { cidr } })),
);
const rule = fc.record(
  {
    peers: fc.array(peer, { maxLength: 2 }),
    ports: fc.array(fc.constantFrom({ port: 80 }, { port: 81 }, { port: "web" }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const spec = fc
  .record({
    podSelector: selector,
    ingress: fc.option(fc.array(rule, { maxLength: 2 }), { nil: undefined }),
    egress: fc.option(fc.array(rule, { maxLength: 2 }), { nil: undefined }),
    policyTypes: fc.constantFrom(undefined, ["Ingress"], ["Egress"], ["Ingress", "Egress"]),
  })
  .map(({ podSelector, ingress, egress, policyTypes }) => ({
    podSelector,
    ...(policyTypes ? { policyTypes } : {}),
    ...(ingress
      ? {
          ingress: ingress.map(({ peers, ports }) => ({
            ...(peers ? { from: peers } : {}),
            ...(ports ? { ports } : {}),
          })),
        }
      : {}),
    ...(egress
      ? {
          egress: egress.map(({ peers, ports }) => ({
            ...(peers ? { to: peers } : {}),
            ...(ports ? { ports } : {}),
          })),
        }
      : {}),
  }));
const policies = fc
  .array(fc.tuple(fc.constantFrom("a", "b"), spec), { maxLength: 4 })
  .map((list) => list.map(([where, each], index) => policy(`${where}/p${index}`, each)));

/** The whole matrix, as lines that compare well. */
function matrix(inventory: Inventory): string[] {
  return ENDS.flatMap((from) =>
    ENDS.flatMap((to) => PORTS.map((port) => `${from} ${to} ${port} ${ask(inventory, from, to, port)}`)),
  );
}

const settings = { seed: 20261, numRuns: 150 };

test("a policy that selects no pod changes nothing", () => {
  fc.assert(
    fc.property(policies, spec, (list, extra) => {
      const unrelated = policy("a/unrelated", { ...extra, podSelector: { matchLabels: { app: "nobody" } } });
      expect(matrix(world(...base, ...list, unrelated))).toEqual(matrix(world(...base, ...list)));
    }),
    settings,
  );
});

test("the order of policies does not matter", () => {
  fc.assert(
    fc.property(policies, (list) => {
      expect(matrix(world(...base, ...[...list].reverse()))).toEqual(matrix(world(...base, ...list)));
    }),
    settings,
  );
});

test("an allow beside a policy that already isolates never removes anything", () => {
  fc.assert(
    fc.property(policies, rule, (list, { peers, ports }) => {
      const isolating = policy("a/deny", { podSelector: {} });
      const allow = policy("a/allow", {
        podSelector: {},
        policyTypes: ["Ingress"],
        ingress: [{ ...(peers ? { from: peers } : {}), ...(ports ? { ports } : {}) }],
      });
      const before = matrix(world(...base, ...list, isolating));
      const after = matrix(world(...base, ...list, isolating, allow));
      before.forEach((line, index) => {
        if (line.endsWith("allowed")) expect(after[index]).toBe(line);
      });
    }),
    settings,
  );
});

test("without policies everybody reaches everybody", () => {
  expect(matrix(world(...base)).every((line) => line.endsWith("allowed"))).toBe(true);
});
