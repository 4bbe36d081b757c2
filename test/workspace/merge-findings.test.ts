import { describe, expect, test } from "vitest";
import type { Finding } from "../../engine/finding";
import { placeOf } from "../../workspace/finding-place";
import { mergeFindings } from "../../workspace/merge-findings";

function finding(message: string, path: Finding["path"]): Finding {
  return {
    rule: "workload/privileged",
    severity: "high",
    message,
    resource: { apiVersion: "v1", kind: "Pod", groupKind: "Pod", namespace: undefined, name: "web" },
    document: 0,
    base: [],
    path,
    target: "value",
    fixes: [],
    related: [],
  };
}

describe("what several scopes find in a file", () => {
  const image = finding("first", ["spec", "image"]);
  const again = finding("said otherwise by another scope", ["spec", "image"]);
  const twice = finding("second fault at the same place", ["spec", "image"]);
  const ports = finding("another place", ["spec", "ports"]);

  test("is one finding a place, that of the first scope, with the names of all", () => {
    const { findings, scopes } = mergeFindings("a.yaml", [
      { scope: "dev", finding: image },
      { scope: "prod", finding: again },
      { scope: "prod", finding: ports },
    ]);
    expect(findings).toEqual([image, ports]);
    expect(scopes.get(placeOf("a.yaml", image))).toEqual(["dev", "prod"]);
    expect(scopes.get(placeOf("a.yaml", ports))).toEqual(["prod"]);
  });

  test("keeps several faults that one scope finds at one place", () => {
    const { findings, scopes } = mergeFindings("a.yaml", [
      { scope: "dev", finding: image },
      { scope: "dev", finding: twice },
      { scope: "prod", finding: image },
      { scope: "prod", finding: twice },
    ]);
    expect(findings).toEqual([image, twice]);
    expect(scopes.get(placeOf("a.yaml", image))).toEqual(["dev", "prod"]);
  });

  test("is nothing where nothing is found", () => {
    expect(mergeFindings("a.yaml", [])).toEqual({ findings: [], scopes: new Map() });
  });
});
