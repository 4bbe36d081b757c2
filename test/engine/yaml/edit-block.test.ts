import { describe, expect, it } from "vitest";
import { append, remove, set } from "../../../engine/fixes/change";
import { edited, expectGolden } from "./golden";

const CONTAINER = ["spec", "containers", 0] as const;
const HARDEN = [
  set([...CONTAINER, "securityContext", "allowPrivilegeEscalation"], false),
  set([...CONTAINER, "securityContext", "capabilities", "drop"], ["ALL"]),
  set([...CONTAINER, "securityContext", "runAsNonRoot"], true),
];

describe("missing parents", () => {
  it("are created once, two spaces, indented lists", () => {
    expectGolden(
      `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: app # the app
      image: "nginx:1.27"
  # after the list
  hostNetwork: true # why not
`,
      HARDEN,
      `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: app # the app
      image: "nginx:1.27"
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        runAsNonRoot: true
  # after the list
  hostNetwork: true # why not
`,
    );
  });

  it("follow indentless lists", () => {
    expectGolden(
      `spec:
  containers:
  - name: app
    ports:
    - containerPort: 80
  - name: other
`,
      HARDEN,
      `spec:
  containers:
  - name: app
    ports:
    - containerPort: 80
    securityContext:
      allowPrivilegeEscalation: false
      capabilities:
        drop:
        - ALL
      runAsNonRoot: true
  - name: other
`,
    );
  });

  it("follow four spaces and wide dashes", () => {
    expectGolden(
      `spec:
    containers:
        -   name: app
            env:
                -   name: A
                    value: b
`,
      HARDEN,
      `spec:
    containers:
        -   name: app
            env:
                -   name: A
                    value: b
            securityContext:
                allowPrivilegeEscalation: false
                capabilities:
                    drop:
                        - ALL
                runAsNonRoot: true
`,
    );
  });

  it("stand after the last line of a nested value, before comments of what follows", () => {
    expectGolden(
      `spec:
  template:
    spec:
      containers:
        - name: app
          args: ["a",
                 "b"] # flags
          # trailing

        # next container
        - name: other
`,
      [set(["spec", "template", "spec", "containers", 0, "tty"], true), set(["spec", "replicas"], 3)],
      `spec:
  template:
    spec:
      containers:
        - name: app
          args: ["a",
                 "b"] # flags
          tty: true
          # trailing

        # next container
        - name: other
  replicas: 3
`,
    );
  });

  it("fill an empty value, a null and an empty map", () => {
    for (const empty of ["", " ~", " null", " {}", "   "]) {
      expectGolden(
        `spec:
  securityContext:${empty} # nothing yet
  # about b
  b: 1
`,
        [set(["spec", "securityContext", "runAsUser"], 1000)],
        `spec:
  securityContext:${empty.trim() === "" ? empty : ""} # nothing yet
    runAsUser: 1000
  # about b
  b: 1
`,
      );
    }
  });

  it("fill an empty list and an empty item", () => {
    expectGolden(
      `a: []
b:
  - # later
  - {}
  - x
`,
      [
        append(["a"], { name: "m", value: "v" }),
        set(["b", 0, "k"], 1),
        set(["b", 0, "l"], [1, 2]),
        set(["b", 1, "m"], {}),
      ],
      `a:
  - name: m
    value: v
b:
  - k: 1 # later
    l:
      - 1
      - 2
  - m: {}
  - x
`,
    );
  });
});

describe("values", () => {
  it("replace a scalar and keep its quotes and its comment", () => {
    expectGolden(
      `a: true # a
b: "x"   # b
c: 'it''s'
d: plain
e: 0777
f:   spaced
`,
      [
        set(["a"], false),
        set(["b"], "y: z"),
        set(["c"], "what's"),
        set(["d"], "yes"),
        set(["e"], 420),
        set(["f"], "1.20"),
      ],
      `a: false # a
b: "y: z"   # b
c: 'what''s'
d: "yes"
e: 420
f:   "1.20"
`,
    );
  });

  it("replace a block scalar and keep the comment of its header", () => {
    expectGolden(
      `a: | # script
  one
  two

b: 1
c: >-
  folded
  text
`,
      [set(["a"], "short"), set(["c"], { d: 1 })],
      `a: short # script

b: 1
c:
  d: 1
`,
    );
  });

  it("replace a scalar by a map, a map by a scalar, a list by a map", () => {
    expectGolden(
      `a: text # a
b: # b
  c: 1 # c
d:
  - 1
  - 2
e: 1
`,
      [set(["a"], { x: [1] }), set(["b"], "none"), set(["d"], { w: 2 })],
      `a: # a
  x:
    - 1
b: none # b
d:
  w: 2
e: 1
`,
    );
  });

  it("print text of several lines as a literal block, and in quotes where it would not survive", () => {
    expectGolden(
      `a: 1
z: 1
`,
      [set(["a"], "one\n\n  two"), set(["b"], "x\ny"), set(["c"], " lead\nx"), set(["z"], "trail \nx")],
      `a: |-
  one

    two
z: "trail \\nx"
b: |-
  x
  y
c: " lead\\nx"
`,
    );
  });

  it("stand after a block scalar without changing it", () => {
    for (const header of ["|-", ">-"]) {
      expectGolden(
        `spec:
  args: ${header}
    one
    two
`,
        [set(["spec", "tty"], true)],
        `spec:
  args: ${header}
    one
    two
  tty: true
`,
      );
    }
    expect(edited("a: |+\n  x\n\n\n", set(["b"], 1))).toBe("a: |+\n  x\n\n\nb: 1\n");
    expect(edited("a: |\n  x\n\n\n# c\n", set(["b"], 1))).toBe("a: |\n  x\nb: 1\n\n\n# c\n");
  });

  it("do not follow a block scalar that ends the text without a line break", () => {
    expect(edited("a: 1\nb: |\n  x", set(["c"], 1))).toBe("a: 1\nc: 1\nb: |\n  x");
    expect(edited("b: |\n  x", set(["c"], 1))).toBeUndefined();
  });

  it("quote keys that need it", () => {
    expectGolden(
      `metadata:
  annotations:
    a/b: c
`,
      [
        set(["metadata", "annotations", "on"], "x"),
        set(["metadata", "annotations", "kube-rampart/ignore.workload.privileged"], "because: it is"),
        set(["metadata", "annotations", "__proto__"], "8080"),
        set(["metadata", "labels"], { "": "empty", "a: b": "true" }),
      ],
      `metadata:
  annotations:
    a/b: c
    "on": x
    kube-rampart/ignore.workload.privileged: "because: it is"
    __proto__: "8080"
  labels:
    "": empty
    "a: b": "true"
`,
    );
  });

  it("prefer the quotes of the document", () => {
    expectGolden(
      `a: 'x'
b: 'y'
c: "z"
`,
      [set(["d"], "true")],
      `a: 'x'
b: 'y'
c: "z"
d: 'true'
`,
    );
  });
});

describe("lists", () => {
  it("get items after the last one", () => {
    expectGolden(
      `drop:
- NET_RAW # raw
# end
add: [A]
`,
      [append(["drop"], "ALL"), append(["drop"], "NET_RAW"), append(["add"], "B")],
      `drop:
- NET_RAW # raw
- ALL
# end
add: [A, B]
`,
    );
  });

  it("of lists keep their dashes in line", () => {
    expectGolden(
      `a:
  - - 1
    - 2
  - - 3
`,
      [append(["a", 0], 5), append(["a"], [7, [8, 9]]), remove(["a", 0, 0])],
      `a:
  - - 2
    - 5
  - - 3
  - - 7
    - - 8
      - 9
`,
    );
  });

  it("set over a list change only what differs", () => {
    expectGolden(
      `a:
  - x # x
  - "y" # y
b:
  - "*" # all
c: [1, 2, 3]
`,
      [set(["a"], ["y", "z"]), set(["b"], ["get", "list"]), set(["c"], [1, 3])],
      `a:
  - "y" # y
  - z
b:
  - "get" # all
  - list
c: [1, 3]
`,
    );
  });
});

describe("remove", () => {
  it("takes the lines with the comments that belong to them", () => {
    expectGolden(
      `spec:
  # detached

  # about hostPID
  # in two lines
  hostPID: true # bad
  volumes:
    - name: a
      # inside
      hostPath:
        path: / # root
        # deeper
    # about b
    - name: b
  # about c
  c: 1
`,
      [remove(["spec", "hostPID"]), remove(["spec", "volumes", 0, "hostPath"])],
      `spec:
  # detached

  volumes:
    - name: a
    # about b
    - name: b
  # about c
  c: 1
`,
    );
  });

  it("takes the first key of an item and keeps the dash", () => {
    expectGolden(
      `a:
  - x: 1 # x
    v: 2
  - x: 1
    # about v
    v: 2
  - x:
      z: 1
    v: 2
    w: 3
`,
      [remove(["a", 0, "x"]), remove(["a", 1, "x"]), remove(["a", 2, "x"]), remove(["a", 2, "v"])],
      `a:
  - v: 2
  - # about v
    v: 2
  - w: 3
`,
    );
  });

  it("takes items, first, middle and last", () => {
    expectGolden(
      `a:
  # one
  - 1
  # two
  - 2
  - k: v
    l: w
  # four
  - 4
`,
      [remove(["a", 0]), remove(["a", 2]), remove(["a", 3])],
      `a:
  # two
  - 2
`,
    );
  });

  it("leaves an empty map or list, never null", () => {
    expectGolden(
      `a: # a
  # about b
  b: true # b
c:
  - 1
  - 2
d:
  - e: 1
f: {g: 1}
h: [1, 2] # h
`,
      [
        remove(["a", "b"]),
        remove(["c", 0]),
        remove(["c", 1]),
        remove(["d", 0, "e"]),
        remove(["f", "g"]),
        set(["h"], []),
      ],
      `a: {} # a
c: []
d:
  - {}
f: {}
h: [] # h
`,
    );
  });

  it("together with additions at the same place", () => {
    expectGolden(
      `a:
  b: 1
  c:
    d: 1
    # deep
e: 1
`,
      [remove(["a", "c"]), set(["a", "x"], 1), remove(["e"]), set(["f"], 2)],
      `a:
  b: 1
  x: 1
f: 2
`,
    );
    expectGolden(`a:\n  b: 1\nc: 1\n`, [remove(["a", "b"]), set(["a", "x"], 1)], `a:\n  x: 1\nc: 1\n`);
  });

  it("of what is not there changes nothing", () => {
    expectGolden(`a: 1\n`, [remove(["b"]), remove(["c", "d"])], `a: 1\n`);
  });
});
