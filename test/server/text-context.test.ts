import { describe, expect, it } from "vitest";
import { textContextAt } from "../../server/text-context";

/** The context at the caret. */
function at(text: string) {
  const offset = text.indexOf("‸");
  return textContextAt(text.replace("‸", ""), offset);
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
      - name: app
        securityContext:
          seccompProfile:
            type: ‸
`;

describe("the context of a cursor", () => {
  it.each([
    [
      "a value",
      DEPLOYMENT,
      ["spec", "template", "spec", "containers", "[]", "securityContext", "seccompProfile", "type"],
      "value",
      "",
    ],
    ["a key", "spec:\n  hos‸", ["spec"], "key", "hos"],
    ["a key at the root", "kind: Pod\nspe‸", [], "key", "spe"],
    ["a list item", "capabilities:\n  drop:\n    - A‸", ["capabilities", "drop", "[]"], "key", "A"],
    [
      "an item of a list that is not indented",
      "capabilities:\n  drop:\n  - NET\n  - A‸",
      ["capabilities", "drop", "[]"],
      "key",
      "A",
    ],
    ["a lone dash", "drop:\n  - ‸", ["drop", "[]"], "key", ""],
    ["a key behind a dash", "rules:\n- verbs: [get, l‸", ["rules", "[]", "verbs", "[]"], "key", "l"],
    [
      "the second key of an item",
      "rules:\n- apiGroups: ['']\n  resources: [po‸",
      ["rules", "[]", "resources", "[]"],
      "key",
      "po",
    ],
    ["a quoted flow item", 'verbs: ["get", "li‸"]', ["verbs", "[]"], "key", "li"],
    [
      "a flow map",
      "securityContext: {seccompProfile: {type: Ru‸}}",
      ["securityContext", "seccompProfile", "type"],
      "value",
      "Ru",
    ],
    ["a second key in a flow map", "a: {b: c, d: e‸", ["a", "d"], "value", "e"],
    ["a sibling after a deeper block", "a:\n  b:\n    c: d\n  e: ‸", ["a", "e"], "value", ""],
    ["a nested list", "a:\n- - b‸", ["a", "[]", "[]"], "key", "b"],
    [
      "a key with dots and slashes",
      "metadata:\n  labels:\n    pod-security.kubernetes.io/enforce: r‸",
      ["metadata", "labels", "pod-security.kubernetes.io/enforce"],
      "value",
      "r",
    ],
    ["CRLF", "a:\r\n  b: x‸\r\n", ["a", "b"], "value", "x"],
  ])("%s", (_name, text, path, mode, word) => {
    const context = at(text);
    expect(context?.path).toEqual(path);
    expect(context?.at).toBe(mode);
    expect(context?.word).toBe(word);
  });

  it.each([
    ["in a comment", "a: b # c‸"],
    ["in a comment line", "# rampart-ignore-next-line ‸"],
    ["in a text block", "script: |\n  seccompProfile:\n    type: ‸"],
  ])("is none %s", (_name, text) => {
    expect(at(text)).toBeUndefined();
  });

  it("knows the kind of the resource, also in a List", () => {
    expect(at(DEPLOYMENT)?.kind).toBe("Deployment");
    const list = "kind: List\nitems:\n- kind: Role\n  rules:\n  - verbs: [‸\n- kind: Service\n";
    expect(at(list)).toMatchObject({ kind: "Role", path: ["items", "[]", "rules", "[]", "verbs", "[]"] });
    expect(at("spec:\n  type: ‸\nkind: Service\n")?.kind).toBe("Service");
  });

  it("asks for the space that is missing behind a colon", () => {
    expect(at("type:‸")).toMatchObject({ at: "value", needsSpace: true, word: "" });
    expect(at("type: ‸")).toMatchObject({ at: "value", needsSpace: false });
  });
});
