import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/git-sync-injection";
const image = "registry.k8s.io/git-sync/git-sync:v4.4.2";
const at = "spec.template.spec.containers.0";

test.each([
  ["args: [--git=/tmp/git]", `${at}.args.0 --git=/tmp/git`],
  ["args: ['--exechook-command', /x]", `${at}.args.0 '--exechook-command'`],
  ["args: [--ssh-known-hosts=false]", `${at}.args.0 --ssh-known-hosts=false`],
  ["args: ['--repo=http://git.example/x']", `${at}.args.0 '--repo=http://git.example/x'`],
  ["env: [{ name: GITSYNC_GIT, value: /x }]", `${at}.env.0.name GITSYNC_GIT`],
])("git-sync-command-injection, git-sync-init-fetch: %s", (container, expected) => {
  expect(places(rule, workload({ image, container }))).toEqual([expected]);
});

test.each([
  { image, container: "args: ['--repo=https://git.example/x', --git-config=a:b]" },
  { image: "registry.example/web:1", container: "args: [--git=/tmp/git]" },
])("%j is quiet", (parts) => {
  expect(places(rule, workload(parts))).toEqual([]);
});
