import { isObject, type JsonObject, type Path } from "../../json";
import { rememberByText } from "../../remember";
import { defineResourceRule } from "../define-rule";

const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Source: apimachinery validation IsQualifiedName and IsValidLabelValue. */
export const labelSyntax = defineResourceRule({
  id: "resources/label-syntax",
  title: "Label or annotation is not allowed",
  severity: "low",
  why: "The API server refuses the manifest, and policies and selectors that were to rely on the label do not apply.",
  remediation: "Use up to 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.",
  equivalents: { "kube-score": ["label-values"], kics: ["1123031a"] },
  controls: ["labels-owner-annotations"],
  since: "0.1.0",
  appliesTo: ["*"],
  check({ resource, pods, report }) {
    const { metadata } = resource.object;
    if (isObject(metadata)) checkMetadata(metadata, ["metadata"]);
    for (const pod of pods) {
      const path = pod.metadataAt();
      const holder = path.length > 1 ? walk(resource.object, path) : undefined;
      if (holder) checkMetadata(holder, path);
    }

    function checkMetadata(holder: JsonObject, path: Path): void {
      const { labels, annotations } = holder;
      if (isObject(labels)) {
        for (const [key, value] of Object.entries(labels)) {
          if (!isQualifiedName(key))
            report({
              path: [...path, "labels", key],
              target: "key",
              message: `the label key "${key}" is refused by the API server`,
            });
          else if (typeof value === "string" && !VALUE.test(value))
            report({
              path: [...path, "labels", key],
              message: `the value of the label "${key}" is refused by the API server`,
            });
        }
      }
      if (isObject(annotations)) {
        for (const key of Object.keys(annotations))
          if (!isQualifiedName(key.toLowerCase()))
            report({
              path: [...path, "annotations", key],
              target: "key",
              message: `the annotation key "${key}" is refused by the API server`,
            });
      }
    }
  },
});

function walk(root: JsonObject, path: Path): JsonObject | undefined {
  let current: unknown = root;
  for (const segment of path) current = isObject(current) ? current[segment] : undefined;
  return isObject(current) ? current : undefined;
}

const isQualifiedName = rememberByText((key) => {
  const parts = key.split("/");
  if (parts.length > 2) return false;
  const name = parts.at(-1) ?? "";
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return NAME.test(name) && (prefix === undefined || PREFIX.test(prefix));
});
