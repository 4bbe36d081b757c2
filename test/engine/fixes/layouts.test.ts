import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import { applyFixes } from "../../../engine/fixes/apply-fixes";
import { append, fix, remove, set } from "../../../engine/fixes/change";
import type { Fix } from "../../../engine/fixes/fix";
import { type JsonValue, valueAt } from "../../../engine/json";
import { applyTextEdits } from "../../../engine/yaml/text-edit";

/*
 * One Deployment, written in many layouts, and the same fixes for each. `<layout>.before.yaml` becomes
 * `<layout>.after.yaml`, byte by byte.
 */

const FOLDER = join(import.meta.dirname, "../../fixtures/yaml/layouts");
const LAYOUTS = readdirSync(FOLDER).flatMap((name) => /^(.*)\.before\.yaml$/.exec(name)?.[1] ?? []);

const POD = ["spec", "template", "spec"] as const;
const APP = [...POD, "containers", 0, "securityContext"] as const;
const PROXY = [...POD, "containers", 1, "securityContext"] as const;

const POLICY = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "default-deny" },
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
};

function fixes(canAdd: boolean): Fix[] {
  return [
    fix("safe", "Remove hostPID", remove([...POD, "hostPID"])),
    fix(
      "safe",
      "Use the default profile",
      set([...POD, "securityContext", "seccompProfile", "type"], "RuntimeDefault"),
    ),
    fix("harden", "Drop capabilities", append([...APP, "capabilities", "drop"], "ALL")),
    fix("harden", "Take SYS_ADMIN away", remove([...APP, "capabilities", "add", 0])),
    fix(
      "harden",
      "Do not run privileged",
      set([...APP, "privileged"], false),
      set([...APP, "runAsUser"], 10_001),
    ),
    fix(
      "harden",
      "Harden the proxy",
      set([...PROXY, "allowPrivilegeEscalation"], false),
      set([...PROXY, "capabilities"], { drop: ["ALL"] }),
    ),
    fix("harden", "Harden the proxy again", set([...PROXY, "capabilities", "drop"], ["ALL"])),
    fix("safe", "Annotate", set(["metadata", "annotations", "example.com/on"], "yes")),
    ...(canAdd
      ? [{ title: "Deny by default", safety: "safe", changes: [], documents: [POLICY] } satisfies Fix]
      : []),
  ];
}

function fixed(text: string, canAdd: boolean): string {
  const file = readManifestFile("manifest.yaml", text);
  const requests = file.documents.flatMap(({ resources }, document) =>
    resources
      .filter(({ kind }) => kind === "Deployment")
      .flatMap(({ base }) => fixes(canAdd).map((each) => ({ finding: { document, base }, fix: each }))),
  );
  const { edits, applied } = applyFixes(file, requests);
  expect(applied).toEqual(requests);
  return applyTextEdits(text, edits);
}

describe.each(LAYOUTS)("the layout %s", (layout) => {
  const read = (side: string) => readFileSync(join(FOLDER, `${layout}.${side}.yaml`), "utf8");
  const before = read("before");
  const after = read("after");
  const canAdd = layout !== "json";
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");

  it("gets exactly these bytes", () => {
    expect(fixed(before, canAdd)).toBe(after);
  });

  it("keeps CRLF, a byte order mark, and the absence of a final line break", () => {
    expect(fixed(crlf(before), canAdd)).toBe(crlf(after));
    expect(fixed(`\ufeff${before}`, canAdd)).toBe(`\ufeff${after}`);
    expect(fixed(before.trimEnd(), canAdd)).toBe(after.trimEnd());
  });

  it("is not changed by the same fixes again", () => {
    const file = readManifestFile("manifest.yaml", after);
    const again = file.documents.flatMap(({ resources }, document) =>
      resources
        .filter(({ kind }) => kind === "Deployment")
        .flatMap(({ base }) =>
          fixes(canAdd)
            .filter(({ title }) => title !== "Take SYS_ADMIN away")
            .map((each) => ({ finding: { document, base }, fix: each })),
        ),
    );
    expect(applyFixes(file, again)).toMatchObject({ edits: [], dropped: [] });
  });

  it("reads as every other layout", () => {
    const deployment = readManifestFile("manifest.yaml", after)
      .documents.flatMap(({ resources }) => resources)
      .find(({ kind }) => kind === "Deployment");
    const value: JsonValue | undefined = deployment?.object;
    expect(valueAt(value, APP)).toEqual({
      privileged: false,
      capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] },
      runAsUser: 10_001,
    });
    expect(valueAt(value, PROXY)).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    });
    expect(valueAt(value, [...POD, "hostPID"])).toBeUndefined();
    expect(valueAt(value, ["metadata", "annotations"])).toEqual({ "example.com/on": "yes" });
  });
});
