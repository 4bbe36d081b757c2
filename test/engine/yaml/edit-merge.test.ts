import { describe, expect, it } from "vitest";
import { append, remove, set } from "../../../engine/fixes/change";
import { edited, editedUnchecked, expectGolden } from "./golden";

describe("changes merge on the tree", () => {
  it("equal ones apply once", () => {
    expectGolden("a: 1\n", [set(["b", "c"], [1]), set(["b", "c"], [1])], "a: 1\nb:\n  c:\n    - 1\n");
    expectGolden(
      "a: 1\n",
      [append(["b"], "x"), append(["b"], "x"), append(["b"], "w")],
      "a: 1\nb:\n  - x\n  - w\n",
    );
    expectGolden("a:\n  - z\n", [append(["a"], "x"), append(["a"], "x")], "a:\n  - z\n  - x\n");
  });

  it("parents set as a whole and by parts become one", () => {
    expect(edited("a: 1\n", set(["b"], { c: 1 }), set(["b", "d"], 2))).toBe("a: 1\nb:\n  c: 1\n  d: 2\n");
    expect(edited("a: 1\n", set(["b", "d"], 2), set(["b"], { c: 1 }))).toBe("a: 1\nb:\n  d: 2\n  c: 1\n");
    expectGolden("a: 1\n", [set(["b"], ["ALL"]), append(["b"], "ALL")], "a: 1\nb:\n  - ALL\n");
  });

  it("of two that contradict each other the later is dropped", () => {
    expect(edited("a: 1\n", set(["a"], 2), set(["a"], 3))).toBe("a: 2\n");
    expect(edited("a: 1\n", set(["a"], 2), remove(["a"]))).toBe("a: 2\n");
    expect(edited("a: 1\nb: 1\n", remove(["a"]), set(["a"], 2))).toBe("b: 1\n");
    expect(edited("a:\n  b: 1\n  c: 1\nd: 1\n", set(["a", "b"], 2), remove(["a"]))).toBe(
      "a:\n  b: 2\n  c: 1\nd: 1\n",
    );
    expect(edited("a: 1\n", set(["b", "c"], 1), set(["b"], { c: 2 }))).toBe("a: 1\nb:\n  c: 1\n");
    expect(edited("a: [x, y]\n", remove(["a", 0]), append(["a"], "x"))).toBe("a: [y]\n");
    expect(edited("a: [x, y]\n", append(["a"], "x"), remove(["a", 0]))).toBe("a: [x, y]\n");
    expect(edited("a: 1\n", set(["a"], 1), set(["a"], 2))).toBe("a: 1\n");
  });
});

describe("no edit rather than a broken one", () => {
  const none = (text: string, ...changes: Parameters<typeof edited>[1][]) =>
    expect(edited(text, ...changes)).toBeUndefined();

  it("where an alias, anchor, merge key or tag is in the way", () => {
    const anchored = "x: &x\n  b: 1\nw: *x\nv:\n  <<: *x\n  c: 1\n";
    none(anchored, set(["x", "b"], 2));
    none(anchored, set(["x", "m"], 2));
    none(anchored, remove(["x"]));
    none(anchored, set(["w", "b"], 2));
    none(anchored, set(["w"], 2));
    none(anchored, set(["v", "b"], 2));
    none(anchored, remove(["v", "c"]));
    none("a: !!str 1\n", set(["a"], "2"));
    none("a: !!map\n  b: 1\n", set(["a", "c"], "2"));
    none("&k a: 1\n", set(["a"], 2));
    none("? a\n: 1\n", set(["b"], 2));
  });

  it("but beside them all the same", () => {
    const text = "x: &x\n  b: 1\nw:\n  <<: *x\n  c: 1\n";
    expect(edited(text, set(["w", "c"], 2))).toBe("x: &x\n  b: 1\nw:\n  <<: *x\n  c: 2\n");
    expect(edited(text, set(["w", "d"], 2))).toBe("x: &x\n  b: 1\nw:\n  <<: *x\n  c: 1\n  d: 2\n");
    expect(edited(text, set(["d"], 2))).toBe(`${text}d: 2\n`);
  });

  it("where a value of another type is in the way", () => {
    none("a: text\n", set(["a", "b"], 1));
    none("a:\n  - 1\n", set(["a", "b"], 1));
    none("a:\n  b: 1\n", append(["a"], 1));
    none("a: 1\n", append(["a"], 1));
    none("a: []\n", set(["a", 1], 1));
    none("a: 1\n", set([], { b: 1 }));
    none("a: 1\n", remove(["a"]));
  });

  it("where the document is a template, broken, or no map", () => {
    const unread = ["a: {{ .Values.x }}\n", "a: [\n", "a: 1\na: 2\n", "", "# nothing\n", "text\n"];
    for (const text of unread) expect(editedUnchecked(text)).toBeUndefined();
  });
});
