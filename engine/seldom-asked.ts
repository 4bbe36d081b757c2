/*
 * What is asked for now and then, and is large: the bundles of Node load it from a file of its own (scripts/build.mjs).
 * What these remember of an inventory, they remember for themselves: rules must not depend on it.
 */
export { generatePolicies } from "./fixes/generate-policies";
export { narrowDefaultRole, narrowWrittenRole } from "./fixes/narrow-access";
export { answersOf, readPolicies } from "./predictions/policies/policy-asker";
