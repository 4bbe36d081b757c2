import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { dumpDefaultRbac } from "./dump-default-rbac";

const file = fileURLToPath(new URL("../../engine/access/default-rbac.json", import.meta.url));

describe.skipIf(skipped("default RBAC", await controlPlaneMissing()))(
  "the default roles and bindings that the engine knows",
  () => {
    let cluster: ControlPlane;

    beforeAll(async () => {
      cluster = await startControlPlane({ controllerManager: false });
    }, controlPlaneTimeout);

    afterAll(async () => {
      await cluster?.stop();
    });

    // After a change of the version in control-plane/go.mod: npx vitest run test/cluster/default-rbac.test.ts -u
    // Binaries that a contributor brought may be of another version, which has other roles.
    test.skipIf(process.env.KUBEBUILDER_ASSETS)("are those of a fresh API server", async () => {
      await expect(await dumpDefaultRbac(cluster)).toMatchFileSnapshot(file);
    });
  },
);
