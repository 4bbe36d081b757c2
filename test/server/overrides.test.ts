import { expect, it } from "vitest";
import { openFolder } from "./folder";
import { HOST_PID } from "./manifests";

const FILES = { ".rampart.yaml": "profile: prod\n", "pod.yaml": HOST_PID };

async function statusWith(settings: unknown): Promise<Record<string, unknown>> {
  const folder = await openFolder(FILES, { settings: () => settings });
  await folder.open("pod.yaml");
  return folder.client.connection.sendRequest("rampart/status", { uri: folder.uriOf("pod.yaml") });
}

it("the status names the settings of the editor that win over the configuration", async () => {
  expect(
    await statusWith({ profile: "dev", kubernetesVersion: "1.33", rules: { "workload/host-ipc": "off" } }),
  ).toMatchObject({
    profile: "dev",
    kubernetesVersion: "1.33",
    overridden: ["rampart.profile", "rampart.kubernetesVersion", "rampart.rules"],
  });
});

it("and none where they say nothing, as VS Code's defaults do", async () => {
  const status = await statusWith({ profile: "", kubernetesVersion: "", rules: {}, scan: "open" });
  expect(status).toMatchObject({ profile: "prod" });
  expect(status).not.toHaveProperty("overridden");
});
