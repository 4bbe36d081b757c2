import type { TextDocument } from "vscode";

/** Languages that hold manifests. JSON has no part in activation: it is judged once the server runs. */
const LANGUAGES = ["yaml", "kubernetes", "helm", "json", "jsonc"] as const;

/**
 * Where documents that can be fixed live. Read-only renderings of a file (`git:`, `vscode-chat-…`) are left out: they
 * would show every finding a second time in the left side of a diff.
 */
const SCHEMES = ["file", "untitled", "vscode-vfs", "vscode-remote", "vscode-test-web"] as const;

/** A language in a scheme, as VS Code's document selectors take it. */
export interface DocumentKind {
  readonly scheme: string;
  readonly language: string;
}

/** The documents that the language server is told about. */
export const DOCUMENT_SELECTOR: readonly DocumentKind[] = LANGUAGES.flatMap((language) =>
  SCHEMES.map((scheme) => ({ scheme, language })),
);

/** Whether the server is told about a document. */
export function isSelected({ languageId, uri }: TextDocument): boolean {
  return DOCUMENT_SELECTOR.some(({ scheme, language }) => scheme === uri.scheme && language === languageId);
}

/** Whether opening a document is reason enough to start the server: JSON alone is not. */
export function startsServer(document: TextDocument): boolean {
  return isSelected(document) && !document.languageId.startsWith("json");
}
