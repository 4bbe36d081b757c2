import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { EVENT_KIND } from "../../cluster/listing/kinds";
import { POSTURE_KINDS } from "../../cluster/posture/posture";
import { policyRulesOf } from "../../engine/access/policy-rule";

const [viewer, reviewer] = parseAllDocuments(
  readFileSync(new URL("../../deploy/rampart-viewer.yaml", import.meta.url), "utf8"),
).map((document) => document.toJS());

test("the viewer role lists every kind that is read, and no more", () => {
  const rules = policyRulesOf(viewer);
  const given = rules.flatMap(({ apiGroups, resources }) =>
    apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`)),
  );
  const needed = [...POSTURE_KINDS, EVENT_KIND].map(({ group, plural }) => `${group}/${plural}`);
  expect([...given].sort()).toEqual([...new Set(needed)].sort());
  expect(given).not.toContain("/secrets");
  for (const { verbs } of rules) expect(verbs).toEqual(["get", "list"]);
});

test("the reviewer role asks reviews, and nothing else", () => {
  expect(policyRulesOf(reviewer)).toMatchObject([
    { apiGroups: ["authorization.k8s.io"], resources: ["subjectaccessreviews"], verbs: ["create"] },
  ]);
});
