import { expect, test } from "vitest";
import { judge } from "../../judge";

const pod = (securityContext: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
      securityContext:
        ${securityContext}
`;

test("a privileged container is reported at the value", () => {
  expect(judge("workload/privileged", pod("privileged: true"))).toMatchObject([
    { path: ["spec", "containers", 0, "securityContext", "privileged"], range: "10:21-10:25", text: "true" },
  ]);
});

test.each(["privileged: false", 'privileged: "true"', "runAsNonRoot: true"])(
  "%s is not privileged",
  (field) => {
    expect(judge("workload/privileged", pod(field))).toEqual([]);
  },
);
