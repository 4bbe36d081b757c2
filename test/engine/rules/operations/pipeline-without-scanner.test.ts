import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/pipeline-without-scanner";
const gitlab = { file: ".gitlab-ci.yml" };

test.each(["kubectl apply -f x", "helm upgrade web", "kustomize build x"])("%s is reported", (command) => {
  expect(places(rule, `deploy:\n  script: [make, ${command}]\n`, gitlab)).toEqual([
    `deploy.script.1 ${command.split(" ").slice(0, 2).join(" ")}`,
  ]);
});

test.each(["scan:\n  script: trivy fs .\ndeploy:\n  script: helm upgrade web\n", "build:\n  script: make\n"])(
  "%s is quiet",
  (text) => {
    expect(places(rule, text, gitlab)).toEqual([]);
  },
);
