import { describe, expect, test } from "vitest";
import { analyzeDocument, readManifestFile } from "../../../engine/analyze-file";
import { podTemplatesOf } from "../../../engine/kubernetes/pod-template";
import { groupKind } from "../../../engine/kubernetes/resource";
import { rulesFor } from "../../../engine/rules/registry";
import { DEFAULT_OPTIONS, type DocumentRule, type Report } from "../../../engine/rules/rule";
import { judgingRules, readExample } from "../noise/examples";

/** What a rule reports of every resource of an example when it is asked alone, about the resource as a whole. */
function askedAlone(rule: DocumentRule, file: ReturnType<typeof readManifestFile>): string[] {
  return file.documents.flatMap((document) =>
    document.resources.flatMap((resource) => {
      if (document.class !== "resources" || !rulesFor(groupKind(resource)).includes(rule)) return [];
      const reports: Report[] = [];
      const report = (each: Report) => void reports.push(each);
      rule.check({ resource, pods: podTemplatesOf(resource), options: DEFAULT_OPTIONS, report });
      return reports.map(({ path, message }) => JSON.stringify([path, message]));
    }),
  );
}

describe("all rules together find what each finds alone", () => {
  test.each(judgingRules.map(({ id }) => id))("over the examples of %s", (id) => {
    for (const side of ["bad", "good"]) {
      const { text, options } = readExample(`${id}.${side}.yaml`);
      const file = readManifestFile(options.file ?? "manifest.yaml", text);
      const together = file.documents.flatMap(
        (document, index) => analyzeDocument(document, index, DEFAULT_OPTIONS, () => true).findings,
      );
      for (const rule of judgingRules) {
        if (rule.scope !== "document") continue;
        const own = together.filter((finding) => finding.rule === rule.id);
        expect(own.map(({ path, message }) => JSON.stringify([path, message]))).toEqual(
          askedAlone(rule, file),
        );
      }
    }
  });
});
