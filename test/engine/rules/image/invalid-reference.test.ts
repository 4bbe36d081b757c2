import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

test.each([
  ["https://registry.example/web:1", "carries a scheme"],
  ["registry.example/Web:1", "capital letters"],
  ["nginx@sha256:abc", "no valid digest"],
  ['"nginx: 1"', "white space"],
  ["registry.example//web:1", "no valid reference"],
])("%s %s", (image, reason) => {
  expect(judge("image/invalid-reference", workload({ image }))).toMatchObject([
    {
      path: ["spec", "template", "spec", "containers", 0, "image"],
      message: expect.stringContaining(reason),
    },
  ]);
});

test.each([
  "nginx:1.27.2",
  "ko://example.com/cmd/web",
  "registry.example/web:$(TAG)",
  "$" + "{REGISTRY}/web:1",
  '""',
])("%s is quiet", (image) => {
  expect(places("image/invalid-reference", workload({ image }))).toEqual([]);
});
