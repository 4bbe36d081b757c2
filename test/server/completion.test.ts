import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CompletionItem, CompletionList, TextEdit } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { RICH, startClient, type TestClient } from "./client";
import { BASELINE } from "./manifests";

const URI = "file:///ws/a.yaml";
const POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n";
const ROLE = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: a\nrules:\n";
let client: TestClient;

beforeEach(async () => {
  client = await startClient({ settings: BASELINE, capabilities: RICH });
});
afterEach(() => client.stop());

/** The completions at the caret `‸`, and the text after the chosen one. */
async function completeAt(marked: string) {
  const offset = marked.indexOf("‸");
  const text = marked.replace("‸", "");
  const before = marked.slice(0, offset).split("\n");
  await client.open(URI, text);
  const { items }: CompletionList = await client.connection.sendRequest("textDocument/completion", {
    textDocument: { uri: URI },
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  });
  await client.close(URI);
  const accept = (label: string) => {
    const item = items.find((each) => each.label === label) as CompletionItem;
    return TextDocument.applyEdits(TextDocument.create(URI, "yaml", 1, text), [item.textEdit as TextEdit]);
  };
  return { labels: items.map(({ label }) => label), items, accept };
}

describe("completion", () => {
  it.each([
    [
      "a seccomp profile",
      `${POD}  securityContext:\n    seccompProfile:\n      type: ‸`,
      ["RuntimeDefault", "Localhost"],
    ],
    [
      "an AppArmor profile",
      `${POD}  securityContext:\n    appArmorProfile:\n      type: R‸\n  containers: [`,
      ["RuntimeDefault", "Localhost"],
    ],
    [
      "policy types",
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  policyTypes:\n    - ‸",
      ["Ingress", "Egress"],
    ],
    [
      "a failure policy",
      "kind: ValidatingWebhookConfiguration\nwebhooks:\n- name: a\n  failurePolicy: ‸",
      ["Fail", "Ignore"],
    ],
    [
      "a Service's type",
      "kind: Service\nspec:\n  type: ‸",
      ["ClusterIP", "LoadBalancer", "NodePort", "ExternalName"],
    ],
    [
      "the mode of mutual TLS",
      "kind: PeerAuthentication\nspec:\n  mtls:\n    mode: ‸",
      ["STRICT", "PERMISSIVE", "DISABLE"],
    ],
    [
      "a pull policy",
      `${POD}  containers:\n  - name: a\n    imagePullPolicy: ‸`,
      ["IfNotPresent", "Always", "Never"],
    ],
    [
      "a Pod Security level",
      "kind: Namespace\nmetadata:\n  labels:\n    pod-security.kubernetes.io/enforce: ‸",
      ["restricted", "baseline", "privileged"],
    ],
    ["a hardened boolean", `${POD}  automountServiceAccountToken: ‸`, ["false"]],
  ])("knows the values of %s", async (_name, text, expected) => {
    const { labels, items } = await completeAt(text);
    expect(labels).toEqual(expected);
    expect(items[0]?.preselect).toBe(true);
    expect(items.every(({ documentation }) => documentation)).toBe(true);
  });

  it("writes capabilities as the place asks for", async () => {
    const head = `${POD}  containers:\n  - name: a\n    securityContext:\n      capabilities:\n        drop:`;
    expect((await completeAt(`${head}\n        - A‸`)).accept("ALL")).toBe(`${head}\n        - ALL`);
    expect((await completeAt(`${head} [‸]`)).accept("ALL")).toBe(`${head} [ALL]`);
    expect((await completeAt(`${head} ["‸"]`)).accept("ALL")).toBe(`${head} ["ALL"]`);
    expect((await completeAt(`${head}‸`)).accept("ALL")).toBe(`${head} [ALL]`);
    expect((await completeAt(`${head}\n          ‸`)).accept("ALL")).toBe(`${head}\n          - ALL`);
    const add = await completeAt(`${head.replace("drop", "add")}\n        - ‸`);
    expect(add.labels[0]).toBe("NET_BIND_SERVICE");
    expect(add.labels).not.toContain("ALL");
  });

  it("knows verbs, groups and the resources of the groups above", async () => {
    const verbs = await completeAt(`${ROLE}- verbs: [get, ‸]\n`);
    expect(verbs.labels.slice(0, 3)).toEqual(["get", "list", "watch"]);
    expect(verbs.labels).not.toContain("*");
    const groups = await completeAt(`${ROLE}- apiGroups: [‸`);
    expect(groups.accept('""')).toBe(`${ROLE}- apiGroups: [""`);
    const apps = await completeAt(`${ROLE}- apiGroups:\n  - apps\n  resources: [de‸`);
    expect(apps.labels).toContain("deployments");
    expect(apps.labels).not.toContain("secrets");
    const core = await completeAt(`${ROLE}- apiGroups: [""]\n  resources:\n  - ‸`);
    expect(core.labels).toContain("pods/exec");
    expect(core.labels).not.toContain("deployments");
  });

  it("writes Pod Security labels with a value, replacing what was typed of them", async () => {
    const head = "kind: Namespace\nmetadata:\n  labels:\n    ";
    const { accept } = await completeAt(`${head}pod-security.kubernetes.io/enf‸`);
    expect(accept("pod-security.kubernetes.io/enforce")).toBe(
      `${head}pod-security.kubernetes.io/enforce: restricted`,
    );
  });

  it("writes hardening settings whole, those of containers only in containers", async () => {
    const inPod = await completeAt(`${POD}  securityContext:\n    ‸`);
    expect(inPod.labels).toEqual(["runAsNonRoot: true", "seccompProfile"]);
    const head = `${POD}  containers:\n    - name: a\n      securityContext:\n        `;
    const inContainer = await completeAt(`${head}allow‸`);
    expect(inContainer.accept("allowPrivilegeEscalation: false")).toBe(
      `${head}allowPrivilegeEscalation: false`,
    );
  });

  it("names rules in comments, those that found something first", async () => {
    const privileged = `${POD}  containers:\n  - name: a\n    securityContext:\n      # rampart-ignore-next-line work‸\n      privileged: true\n`;
    const { items, accept } = await completeAt(privileged);
    const first = items.toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))[0];
    expect(first?.label).toBe("workload/privileged");
    expect(accept("workload/privileged")).toContain("# rampart-ignore-next-line workload/privileged\n");
    const second = await completeAt(privileged.replace("work‸", "workload/privileged, ‸"));
    expect(second.accept("workload/privileged")).toContain("workload/privileged, workload/privileged\n");
  });

  it.each([
    ["a field of another kind", "kind: ConfigMap\nspec:\n  type: ‸"],
    ["a text block", `${POD}  script: |\n    imagePullPolicy: ‸`],
    ["a comment", `${POD}  # imagePullPolicy: ‸`],
  ])("offers nothing in %s", async (_name, text) => {
    expect((await completeAt(text)).labels).toEqual([]);
  });
});
