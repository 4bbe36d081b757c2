import { expect, test } from "vitest";
import { readManifestFile } from "../../engine/analyze-file";
import { readKustomizations } from "../../workspace/scopes";

const kustomization = (body: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${body}`;

const scopes = (files: Readonly<Record<string, string>>) =>
  readKustomizations(Object.entries(files).map(([name, text]) => readManifestFile(name, text))).scopes.map(
    ({ name, closed, files: own }) => [name, closed, [...own].sort()],
  );

test("a kustomization that another one builds on is a part: only the outer one is closed", () => {
  expect(
    scopes({
      "base/kustomization.yaml": kustomization("resources: [web.yaml]"),
      "base/web.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: web }\n",
      "prod/kustomization.yaml": kustomization("resources: [../base]"),
    }),
  ).toEqual([
    ["base", false, ["base/kustomization.yaml", "base/web.yaml"]],
    ["prod", true, ["base/kustomization.yaml", "base/web.yaml", "prod/kustomization.yaml"]],
  ]);
});

test("a kustomization that lists files alone is closed", () => {
  expect(scopes({ "kustomization.yaml": kustomization("resources: [web.yaml]") })).toEqual([
    ["", true, ["kustomization.yaml"]],
  ]);
});
