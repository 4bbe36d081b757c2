import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "operations/unversioned-config";
const kustomization = (body: string) =>
  `kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\n${body}`;
const generator = "configMapGenerator:\n  - name: settings\n";

test.each([
  [
    kustomization(`${generator}generatorOptions:\n  disableNameSuffixHash: true\n`),
    "generatorOptions.disableNameSuffixHash true",
  ],
  [
    kustomization(`${generator}    options:\n      disableNameSuffixHash: true\n`),
    "configMapGenerator.0.options.disableNameSuffixHash true",
  ],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test.each([kustomization(generator), kustomization("generatorOptions:\n  disableNameSuffixHash: true\n")])(
  "%s is quiet",
  (text) => {
    expect(places(rule, text)).toEqual([]);
  },
);
