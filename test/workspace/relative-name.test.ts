import { relative } from "node:path";
import { expect, test } from "vitest";
import { relativeName } from "../../workspace/relative-name";

test.each([
  ["/home/shop", "/home/shop/team/app.yaml", "team/app.yaml"],
  ["/home/shop", "/home/shopping/app.yaml", "../shopping/app.yaml"],
  ["/home/shop", "/home/shop", ""],
  ["/home/shop", "/other", "../../other"],
  ["/", "/app.yaml", "app.yaml"],
  ["/home/shop", "/home/shop/..app.yaml", "..app.yaml"],
])("from %s, %s is called %j", (folder, path, name) => {
  expect(relativeName(folder, path)).toBe(name);
  expect(relative(folder, path)).toBe(name);
});
