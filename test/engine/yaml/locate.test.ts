import { describe, expect, it } from "vitest";
import type { Path } from "../../../engine/json";
import { type LocateTarget, locate } from "../../../engine/yaml/locate";
import { locateInScalar } from "../../../engine/yaml/locate-in-scalar";
import { parseDocument } from "../../../engine/yaml/parse-document";
import { createLineIndex } from "../../../engine/yaml/text-position";

/** `line:column-line:column text`, 1-based, end exclusive; the anchor's text after an arrow. */
function show(text: string, { start, end, anchor }: ReturnType<typeof locate>): string {
  const lines = createLineIndex(text);
  const place = (offset: number) => {
    const { line, column } = lines.position(offset);
    return `${line + 1}:${column + 1}`;
  };
  const target = anchor ? ` → ${text.slice(anchor.start, anchor.end)}` : "";
  return `${place(start)}-${place(end)} ${text.slice(start, end)}${target}`;
}

function at(text: string, path: Path, base: Path = [], target: LocateTarget = "value"): string {
  return show(text, locate(parseDocument(text), base, path, target));
}

const DEPLOYMENT = `# header
apiVersion: apps/v1
kind: Deployment
metadata:
  name: "web"
spec:
  template:
    spec:
      hostPID: true
      nothing:
      securityContext: # pod
        fsGroup: 1
      containers:
        - image: nginx:1.27
          name: app
          securityContext:
            capabilities: {add: [SYS_ADMIN]}
          args: ["--a", "--b"]
        - image: b
        - {}
        -
      volumes: []
      script: |
        one
        two
      on: yes
`;
const POD: Path = ["spec", "template", "spec"];

describe("a value that is present", () => {
  it("scalar: the scalar, quotes included", () => {
    expect(at(DEPLOYMENT, [...POD, "hostPID"])).toBe("9:16-9:20 true");
    expect(at(DEPLOYMENT, ["metadata", "name"])).toBe('5:9-5:14 "web"');
    expect(at(DEPLOYMENT, [...POD, "containers", 0, "args", 1])).toBe('18:25-18:30 "--b"');
    expect(at(DEPLOYMENT, [...POD, "true"])).toBe("26:11-26:14 yes");
  });

  it("block scalar: its lines, without the last line break", () => {
    expect(at(DEPLOYMENT, [...POD, "script"])).toBe("23:15-25:12 |\n        one\n        two");
  });

  it("nothing, map or list: its key", () => {
    expect(at(DEPLOYMENT, [...POD, "nothing"])).toBe("10:7-10:14 nothing");
    expect(at(DEPLOYMENT, [...POD, "securityContext"])).toBe("11:7-11:22 securityContext");
    expect(at(DEPLOYMENT, [...POD, "containers"])).toBe("13:7-13:17 containers");
    expect(at(DEPLOYMENT, [...POD, "containers", 0, "args"])).toBe("18:11-18:15 args");
    expect(at(DEPLOYMENT, [...POD, "volumes"])).toBe("22:7-22:14 volumes");
  });

  it("item: its first scalar", () => {
    expect(at(DEPLOYMENT, [...POD, "containers", 0])).toBe("14:11-14:16 image");
    expect(at("a:\n  - - x\n    - y\n", ["a", 0])).toBe("2:7-2:8 x");
    expect(at("a:\n  - [[x]]\n", ["a", 0])).toBe("2:7-2:8 x");
  });

  it("the key, where it is asked for", () => {
    expect(at(DEPLOYMENT, [...POD, "hostPID"], [], "key")).toBe("9:7-9:14 hostPID");
    expect(at(DEPLOYMENT, [...POD, "containers", 0], [], "key")).toBe("14:11-14:16 image");
  });
});

describe("a value that is missing", () => {
  it("below a map: the map's key", () => {
    expect(at(DEPLOYMENT, [...POD, "securityContext", "runAsNonRoot"])).toBe("11:7-11:22 securityContext");
    const capabilities = [...POD, "containers", 0, "securityContext", "capabilities"];
    expect(at(DEPLOYMENT, [...capabilities, "drop"])).toBe("17:13-17:25 capabilities");
    expect(at(DEPLOYMENT, [...capabilities, "drop", 0, "x"], [], "key")).toBe("17:13-17:25 capabilities");
    expect(at(DEPLOYMENT, [...POD, "containers", 9, "x"])).toBe("13:7-13:17 containers");
    expect(at(DEPLOYMENT, [...POD, "nothing", "x"])).toBe("10:7-10:14 nothing");
    expect(at(DEPLOYMENT, [...POD, "hostPID", "x"])).toBe("9:7-9:14 hostPID");
  });

  it("below an item: its name, else its first key", () => {
    expect(at(DEPLOYMENT, [...POD, "containers", 0, "resources", "limits"])).toBe("15:17-15:20 app");
    expect(at(DEPLOYMENT, [...POD, "containers", 1, "resources"])).toBe("19:11-19:16 image");
    expect(at(DEPLOYMENT, [...POD, "containers", 2, "resources"])).toBe("20:11-20:13 {}");
  });

  it("below the root, spec, template or metadata: the resource's name", () => {
    for (const path of [["status"], ["spec", "x"], ["spec", "template", "metadata", "x"], [...POD, "x"]])
      expect(at(DEPLOYMENT, path)).toBe('5:9-5:14 "web"');
    expect(at(DEPLOYMENT, ["metadata", "namespace"])).toBe('5:9-5:14 "web"');
  });

  it("without a name: generateName, else kind, else the first key", () => {
    expect(at("kind: Pod\nmetadata:\n  generateName: a-\n", ["spec"])).toBe("3:17-3:19 a-");
    expect(at("kind: Pod\nmetadata:\n  name:\n", ["spec"])).toBe("1:7-1:10 Pod");
    expect(at("a: 1\n", ["spec"])).toBe("1:1-1:2 a");
    expect(at("- a\n", ["spec"])).toBe("1:3-1:4 a");
    expect(at("", ["spec"])).toBe("1:1-1:1 ");
  });
});

describe("in a List", () => {
  const list = `kind: List
items:
  - kind: Pod
    metadata: {name: a}
  - kind: Pod
    metadata:
      name: b
    spec:
      hostPID: true
`;
  it("stays inside the resource", () => {
    expect(at(list, ["spec", "hostPID"], ["items", 1])).toBe("9:16-9:20 true");
    expect(at(list, ["spec", "x"], ["items", 1])).toBe("7:13-7:14 b");
    expect(at(list, ["spec", "x"], ["items", 0])).toBe("4:22-4:23 a");
    expect(at(list, [], ["items", 1])).toBe("5:5-5:9 kind");
  });
});

describe("through an alias or a merge key", () => {
  const text = `x: &ctx
  privileged: true
base: &base {a: 1, b: 2}
more: &more
  <<: *base
  c: 3
one:
  securityContext: *ctx
two:
  <<: *base
  b: 4
three:
  <<: [*more, {d: 5}]
list:
  - *ctx
`;
  it("points at the alias, with the anchor", () => {
    expect(at(text, ["one", "securityContext", "privileged"])).toBe("8:20-8:24 *ctx → privileged");
    expect(at(text, ["one", "securityContext"])).toBe("8:20-8:24 *ctx → privileged");
    expect(at(text, ["one", "securityContext"], [], "key")).toBe("8:3-8:18 securityContext");
    expect(at(text, ["one", "securityContext", "missing"])).toBe("8:20-8:24 *ctx → privileged");
    expect(at(text, ["list", 0, "privileged"])).toBe("15:5-15:9 *ctx → privileged");
    expect(at(text, ["list", 0])).toBe("15:5-15:9 *ctx → privileged");
    expect(at(text, ["two", "a"])).toBe("10:7-10:12 *base → a");
    expect(at(text, ["three", "a"])).toBe("13:8-13:13 *more → <<");
    expect(at(text, ["three", "c"])).toBe("13:8-13:13 *more → <<");
    expect(at(text, ["three", "d"])).toBe("13:15-13:21 {d: 5} → d");
  });

  it("points at the value where the map has its own", () => {
    expect(at(text, ["two", "b"])).toBe("11:6-11:7 4");
    expect(at(text, ["x", "privileged"])).toBe("2:15-2:19 true");
  });

  it("takes the nearest anchor before it", () => {
    expect(at("a: &a {k: 1}\nb: *a\nc: &a {k: 2}\nd: *a\n", ["b", "k"])).toBe("2:4-2:6 *a → k");
    const again = "a: &a x\nb: &a y\nc: *a\n";
    expect(at(again, ["c"])).toBe("3:4-3:6 *a → y");
  });
});

describe("JSON and CRLF", () => {
  it("has exact ranges", () => {
    const json = '{\r\n\t"kind": "Pod",\r\n\t"spec": {"a": [1, {"b": null}]}\r\n}';
    expect(at(json, ["spec", "a", 1, "b"])).toBe("3:26-3:30 null");
    expect(at(json, ["spec", "a", 1])).toBe('3:21-3:24 "b"');
    expect(at(json, ["spec", "a", 1, "c"])).toBe('3:21-3:24 "b"');
    expect(at(json, ["kind"])).toBe('2:10-2:15 "Pod"');
    expect(at("a:\r\n  b: x y\r\n", ["a", "b"])).toBe("2:6-2:9 x y");
  });
});

describe("a part of a string", () => {
  const within = (text: string, path: Path, start: number, end: number) =>
    show(text, locateInScalar(parseDocument(text), [], path, { start, end }));

  it("is exact in plain, quoted and literal text", () => {
    expect(within("a: --x=secret\n", ["a"], 4, 10)).toBe("1:8-1:14 secret");
    expect(within('a: "--x=secret"\n', ["a"], 4, 10)).toBe("1:9-1:15 secret");
    expect(within("a: '--x=secret'\n", ["a"], 4, 10)).toBe("1:9-1:15 secret");
    expect(within("a:\n  - |-\n    one\n\n      two three\n", ["a", 0], 11, 16)).toBe("5:11-5:16 three");
    expect(within("a: |\r\n  one\r\n  two three\r\nb: 1\r\n", ["a"], 8, 13)).toBe("3:7-3:12 three");
  });

  it("is the whole scalar where text and value differ", () => {
    expect(within('a: "x\\ty z"\n', ["a"], 4, 5)).toBe('1:4-1:12 "x\\ty z"');
    expect(within("a: 'it''s x'\n", ["a"], 5, 6)).toBe("1:4-1:13 'it''s x'");
    expect(within("a: >\n  x\n  y\n", ["a"], 2, 3)).toBe("1:4-3:4 >\n  x\n  y");
    expect(within("b: &b xyz\na: *b\n", ["a"], 1, 2)).toBe("2:4-2:6 *b → xyz");
    expect(within("a: 15\n", ["a"], 0, 1)).toBe("1:4-1:5 1");
    expect(within("a: 1\n", ["b"], 0, 1)).toBe("1:1-1:2 a");
  });
});
