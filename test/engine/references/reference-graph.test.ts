import { describe, expect, it } from "vitest";
import { referenceGraph } from "../../../engine/references/reference-graph";
import { selectionsOf, selectorsOf } from "../../../engine/references/selection";
import { inventoryOf, words } from "./world";

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    metadata: {labels: {app: api}}
    spec: {serviceAccountName: api, containers: [{name: a, image: a:1, envFrom: [{secretRef: {name: db}}]}]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: api, namespace: shop}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: api, namespace: other}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: database, namespace: shop}
spec: {target: {name: db}}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {selector: {app: api}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: n, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}, {namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}]}]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: m, namespace: monitoring}
spec: {namespaceSelector: {any: true}, selector: {matchLabels: {app: api}}}
`;

const inventory = inventoryOf(SHOP);
const graph = referenceGraph(inventory);

describe("the references of a scope", () => {
  it("lead from a name to the resource of its namespace", () => {
    const target = { groupKind: "ServiceAccount", namespace: "shop", name: "api" };
    expect(graph.definitionsOf(target)).toMatchObject([
      { fact: { source: { document: 1 } }, path: ["metadata", "name"], isProduced: false },
    ]);
  });

  it("lead to what makes a Secret", () => {
    expect(graph.definitionsOf({ groupKind: "Secret", namespace: "shop", name: "db" })).toMatchObject([
      { fact: { source: { document: 3 } }, path: ["spec", "target", "name"], isProduced: true },
    ]);
  });

  it("lead from a resource to the places that name it", () => {
    const places = graph.referencesTo({ groupKind: "ServiceAccount", namespace: "shop", name: "api" });
    expect(places.map(({ from, path }) => `${from.source.document} ${words(path)}`)).toEqual([
      "0 spec template spec serviceAccountName",
      "0 spec template spec serviceAccount",
    ]);
    expect(graph.referencesTo({ groupKind: "ServiceAccount", namespace: "other", name: "api" })).toEqual([]);
  });

  it("list the names of a kind in a namespace", () => {
    const names = (kind: string, namespace: string) =>
      graph.namesOf(kind, namespace).map(({ target }) => target.name);
    expect(names("ServiceAccount", "other")).toEqual(["api"]);
    expect(names("Secret", "shop")).toEqual(["db"]);
    expect(names("Secret", "other")).toEqual([]);
  });
});

describe("selectors", () => {
  const found = (document: number) => {
    const fact = inventory.facts.find(({ source }) => source.document === document);
    return fact
      ? selectionsOf(inventory, fact).map(
          ({ path, selected }) => `${words(path)}: ${selected.map(({ name }) => name).join(",")}`,
        )
      : [];
  };

  it("select workloads and Services", () => {
    expect(found(4)).toEqual(["spec selector: api"]);
    expect(found(5)).toEqual([
      "spec podSelector: api",
      "spec ingress 0 from 0 podSelector: ",
      "spec ingress 0 from 1 podSelector: api",
    ]);
    expect(found(6)).toEqual(["spec selector: api"]);
  });

  it("are found from what they select", () => {
    const [deployment] = inventory.facts;
    if (!deployment) throw new Error("no Deployment");
    expect(selectorsOf(inventory, deployment).map(({ from }) => from.groupKind)).toEqual([
      "Service",
      "networking.k8s.io/NetworkPolicy",
    ]);
  });
});
