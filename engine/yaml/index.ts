export { MAX_DEPTH, MAX_FILE_BYTES, MAX_NODES } from "./limits";
export { type LocateTarget, type Location, locate } from "./locate";
export { locateInScalar } from "./locate-in-scalar";
export { parseDocument, type YamlDocument, type YamlProblem } from "./parse-document";
export { resolveScalar, type ScalarStyle } from "./resolve-scalar";
export { type DocumentSlice, splitDocuments } from "./split-documents";
export { type TemplateKind, templateKind } from "./template";
export { createLineIndex, type LineIndex, type Position, type Span } from "./text-position";
