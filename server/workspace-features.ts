import { dedicatedAccountActions } from "./code-actions/dedicated-account";
import { generatePoliciesActions, resolveGeneratePolicies } from "./code-actions/generate-policies";
import { narrowedRoleActions } from "./code-actions/narrowed-role";
import { startCodeLens } from "./code-lens/code-lens";
import { completeReferenceNames } from "./completion/reference-names";
import { createDifferences } from "./gap/differences";
import type { WorkspaceFeatures } from "./host";
import { inventoryActions } from "./ingress-inventory/inventory-actions";
import { startInventoryRequest } from "./ingress-inventory/inventory-request";
import { startDefinition } from "./references/definition";
import { startReferences } from "./references/find-references";
import { startRename } from "./references/rename";
import { startSymbols } from "./references/symbols";
import { createRenderings } from "./render/renderings";
import { startCompareRequests } from "./requests/compare-requests";
import { startLiveRequests } from "./requests/live-requests";
import { startCommands } from "./requests/show-place";
import { startSimulatedRequests } from "./requests/simulated-requests";
import { showWaiverActions } from "./waivers/show-waiver";
import { waiveActions } from "./waivers/waive-action";
import { startWaiveRequest } from "./waivers/waive-request";

/** The features that need to know what lives together. */
export const workspaceFeatures: WorkspaceFeatures = {
  createRenderings,
  createDifferences,
  start(session) {
    startDefinition(session);
    startReferences(session);
    startRename(session);
    startSymbols(session);
    startCodeLens(session);
    startCommands(session);
    startSimulatedRequests(session);
    startCompareRequests(session);
    startLiveRequests(session);
    startWaiveRequest(session);
    startInventoryRequest(session);
  },
  completions: [completeReferenceNames],
  fixes: [dedicatedAccountActions, narrowedRoleActions, generatePoliciesActions, inventoryActions],
  waivers: [waiveActions, showWaiverActions],
  resolve: resolveGeneratePolicies,
};
