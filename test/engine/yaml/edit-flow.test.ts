import { describe, expect, it } from "vitest";
import { append, remove, set } from "../../../engine/fixes/change";
import { edited, expectGolden } from "./golden";

describe("flow style", () => {
  it("stays flow on one line", () => {
    expectGolden(
      `a: {b: 1, c: {d: x}} # note
e: { f: [1, 2] }
`,
      [
        set(["a", "b"], 2),
        set(["a", "c", "g"], ["x", "y: z", true]),
        append(["e", "f"], { h: "i,j" }),
        set(["e", "k"], null),
      ],
      `a: {b: 2, c: {d: x, g: [x, "y: z", true]}} # note
e: { f: [1, 2, {h: "i,j"}], k: null }
`,
    );
  });

  it("stays spread over lines", () => {
    expectGolden(
      `a: {
  b: 1, # b
  c: 2 # c
}
d: [
  x,
  y, # y
]
`,
      [set(["a", "e"], 3), append(["d"], "z")],
      `a: {
  b: 1, # b
  c: 2, # c
  e: 3
}
d: [
  x,
  y, # y
  z,
]
`,
    );
  });

  it("removes entries with their commas", () => {
    const text = "a: {b: 1, c: 2, d: 3}\n";
    expectGolden(text, [remove(["a", "b"])], "a: {c: 2, d: 3}\n");
    expectGolden(text, [remove(["a", "c"])], "a: {b: 1, d: 3}\n");
    expectGolden(text, [remove(["a", "d"])], "a: {b: 1, c: 2}\n");
    expectGolden(text, [remove(["a", "c"]), remove(["a", "d"])], "a: {b: 1}\n");
    expectGolden(text, [remove(["a", "b"]), remove(["a", "d"])], "a: {c: 2}\n");
    expectGolden(text, [remove(["a", "d"]), set(["a", "e"], 4)], "a: {b: 1, c: 2, e: 4}\n");
    expectGolden("a: [1, 2,]\n", [remove(["a", 1])], "a: [1,]\n");
  });

  it("removes lines of a spread collection", () => {
    const text = "a: [\n  1, # one\n  2,\n  3 # three\n]\n";
    expect(edited(text, remove(["a", 0]))).toBe("a: [\n  2,\n  3 # three\n]\n");
    expect(edited(text, remove(["a", 1]))).toBe("a: [\n  1, # one\n  3 # three\n]\n");
    expect(edited(text, remove(["a", 2]))).toBe("a: [\n  1, # one\n  2\n]\n");
    expect(edited(text, remove(["a", 1]), remove(["a", 2]))).toBe("a: [\n  1 # one\n]\n");
  });
});

describe("JSON", () => {
  const pod = `{
    "apiVersion": "v1",
    "kind": "Pod",
    "spec": {
        "containers": [
            {
                "name": "app",
                "securityContext": {}
            }
        ]
    }
}
`;

  it("stays JSON, indented as it is", () => {
    expectGolden(
      pod,
      [
        set(["spec", "containers", 0, "securityContext", "capabilities", "drop"], ["ALL"]),
        set(["spec", "containers", 0, "tty"], true),
        set(["spec", "hostNetwork"], false),
        append(["spec", "containers"], { name: "b", args: [] }),
      ],
      `{
    "apiVersion": "v1",
    "kind": "Pod",
    "spec": {
        "containers": [
            {
                "name": "app",
                "securityContext": {
                    "capabilities": {
                        "drop": [
                            "ALL"
                        ]
                    }
                },
                "tty": true
            },
            {
                "name": "b",
                "args": []
            }
        ],
        "hostNetwork": false
    }
}
`,
    );
  });

  it("stays compact, and keeps tabs", () => {
    expectGolden(`{"a":{"b":[1]},"c":"d"}`, [set(["a", "e"], "f"), remove(["c"])], `{"a":{"b":[1],"e":"f"}}`);
    expectGolden(
      `{\n\t"a": 1,\n\t"b": {\n\t\t"c": 2\n\t}\n}\n`,
      [remove(["a"]), set(["b", "d"], "yes")],
      `{\n\t"b": {\n\t\t"c": 2,\n\t\t"d": "yes"\n\t}\n}\n`,
    );
  });

  it("never ends with a comma", () => {
    const text = `{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n`;
    expectGolden(text, [remove(["c"])], `{\n  "a": 1,\n  "b": 2\n}\n`);
    expectGolden(text, [remove(["b"]), remove(["c"])], `{\n  "a": 1\n}\n`);
    expectGolden(text, [remove(["c"]), set(["d"], 4)], `{\n  "a": 1,\n  "b": 2,\n  "d": 4\n}\n`);
  });
});
