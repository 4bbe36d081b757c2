import { completeReferenceNames } from "./completion/reference-names";
import type { WorkspaceFeatures } from "./host";
import { startDefinition } from "./references/definition";
import { startReferences } from "./references/find-references";
import { startRename } from "./references/rename";
import { startSymbols } from "./references/symbols";

/** The features that need to know what lives together. */
export const workspaceFeatures: WorkspaceFeatures = {
  start(session) {
    startDefinition(session);
    startReferences(session);
    startRename(session);
    startSymbols(session);
  },
  completions: [completeReferenceNames],
  codeActions: [],
};
