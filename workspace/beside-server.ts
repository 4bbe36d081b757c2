/*
 * What the language server loads when it first looks beyond open documents, and keeps out of its own bundle: reading
 * folders, and running the tools that render.
 */
export { findBelow } from "./find-below";
export { renderScope } from "./render";
