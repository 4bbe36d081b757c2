import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { PROVIDER_CLASS, providerOf, readProviderObjects } from "./provider-class";

/** `data[].objectName` is the object's alias where it has one. Source: Secrets Store driver, "Sync as Kubernetes Secret". */
export const providerClassSecretObjects = defineResourceRule({
  id: "secrets/provider-class-secret-objects",
  title: "Synced Secret of a SecretProviderClass is not filled",
  severity: "medium",
  why: "The driver makes no Secret of an incomplete or unmatched entry: pods that read it wait in CreateContainerConfigError.",
  remediation: "Give secretName, type and data, and name each object by its alias, else by its objectName.",
  standards: { owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  since: "0.1.0",
  appliesTo: [PROVIDER_CLASS],
  check({ resource, report }) {
    const provider = providerOf(resource.object);
    const text = provider && stringAt(resource.object, "spec", "parameters", provider.list);
    const read = provider && text ? readProviderObjects(provider.name, text) : undefined;
    const files =
      read &&
      read.problems.length === 0 &&
      read.objects.length > 0 &&
      new Set(read.objects.map(({ fileName }) => fileName));
    for (const { index, value } of mapsAt(resource.object, "spec", "secretObjects")) {
      const at = ["spec", "secretObjects", index];
      for (const field of ["secretName", "type"])
        if (!stringAt(value, field))
          report({ path: [...at, field], message: `a synced Secret has no ${field}` });
      const items = mapsAt(value, "data");
      if (items.length === 0) report({ path: [...at, "data"], message: "a synced Secret has no data" });
      for (const { index: item, value: entry } of items) {
        for (const field of ["objectName", "key"])
          if (!stringAt(entry, field))
            report({
              path: [...at, "data", item, field],
              message: `an item of a synced Secret has no ${field}`,
            });
        const name = stringAt(entry, "objectName");
        if (!files || !name || files.has(name)) continue;
        const aliased = read.objects.find(({ fields }) => fields.objectName === name)?.fileName;
        report({
          path: [...at, "data", item, "objectName"],
          message: aliased
            ? `object "${name}" goes by its alias "${aliased}"`
            : `the class fetches no object "${name}"`,
        });
      }
    }
  },
});
