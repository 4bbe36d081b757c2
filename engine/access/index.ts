export { canI } from "./can-i";
export { DEFAULT_RBAC_FILE, defaultRbacFacts, isDefaultRbac } from "./default-rbac";
export { type AccessEvidence, bindingsOf, evidenceFor } from "./grants";
export { accountUser, impliedGroups } from "./implied-groups";
export type {
  AccessAnswer,
  AccessGrant,
  AccessQuestion,
  AccessSubject,
  BoundSubject,
  ResourceName,
} from "./question";
export { alone, type WhoCanAnswer, whoCan } from "./who-can";
export { type AccessWorld, type AccessWorldOptions, type BindingEntry, createAccessWorld } from "./world";
