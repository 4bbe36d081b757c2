import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-wildcard-path";
const at = ["spec", "rules", 0, "http", "paths", 0];

test.each(["/*", "/.*", "/(.*)", "*", ".*", "^/.*$", "/.+"])("path %s takes everything", (path) => {
  const [found] = judge(ID, ingress({ rules: [rule("a.example.com", path, "ImplementationSpecific")] }));
  expect(found).toMatchObject({
    path: [...at, "path"],
    message: `path "${path}" takes every request of the host`,
  });
  expect(found?.finding.fixes).toMatchObject([
    {
      safety: "unsafe",
      changes: [
        { path: [...at, "path"], value: "/" },
        { path: [...at, "pathType"], value: "Prefix" },
      ],
    },
  ]);
});

test.each(["/.*/admin", "/*/login", "/api/(.*)/x"])("path %s holds a wildcard before its end", (path) => {
  expect(judge(ID, ingress({ rules: [rule("a.example.com", path)] }))).toMatchObject([
    { path: [...at, "path"], message: `path "${path}" holds a wildcard before its end` },
  ]);
});

test.each(["/", "/api", "/api/*", "/api(/|$)(.*)"])("path %s is quiet", (path) => {
  expect(judge(ID, ingress({ rules: [rule("a.example.com", path)] }))).toEqual([]);
});
