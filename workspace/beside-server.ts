/*
 * What the language server loads when it first looks beyond open documents, and keeps out of its own bundle: reading
 * folders, the cache of facts, and running the tools that render.
 */
export { openFactCache } from "./fact-cache";
export { findBelow } from "./find-below";
export { renderScope } from "./render";
