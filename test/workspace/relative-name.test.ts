import { relative } from "node:path";
import { expect, test } from "vitest";
import { relativeName } from "../../workspace/relative-name";

test.each([
  ["/work/shop", "/work/shop/team/app.yaml", "team/app.yaml"],
  ["/work/shop", "/work/shopping/app.yaml", "../shopping/app.yaml"],
  ["/work/shop", "/work/shop", ""],
  ["/work/shop", "/other", "../../other"],
  ["/", "/app.yaml", "app.yaml"],
  ["/work/shop", "/work/shop/..app.yaml", "..app.yaml"],
])("from %s, %s is called %j", (folder, path, name) => {
  expect(relativeName(folder, path)).toBe(name);
  expect(relative(folder, path)).toBe(name);
});
