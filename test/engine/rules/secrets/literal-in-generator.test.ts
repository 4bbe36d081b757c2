import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/literal-in-generator";
const kustomization = (list: string, literal: string) => `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
${list}:
  - name: db
    literals:
      - LOG_LEVEL=
      - ${literal}
`;
const options = { file: "kustomization.yaml" };

test.each([
  ["secretGenerator", "user=shop-admin", "user"],
  ["configMapGenerator", "DB_PASSWORD=hunter22", "DB_PASSWORD"],
])("%s: %s is pointed at by key", (list, literal, key) => {
  const found = judge(id, kustomization(list, literal), options);
  expect(found).toMatchObject([{ rule: id, path: [list, 0, "literals", 1], text: key }]);
  expect(JSON.stringify(found)).not.toMatch(/hunter22|shop-admin/);
});

test.each([
  ["secretGenerator", `password=\${DB_PASSWORD}`],
  ["secretGenerator", "password=changeme"],
  ["configMapGenerator", "LOG_LEVEL=debug"],
])("%s: %s is not", (list, literal) => {
  expect(judge(id, kustomization(list, literal), options)).toEqual([]);
});
