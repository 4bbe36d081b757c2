const KUSTOMIZATION = /(^|\/)[Kk]ustomization(\.ya?ml)?$/;

/** Whether a file is a kustomization by its name: the index keeps its documents, since it looks into them again. */
export function isKustomization(name: string): boolean {
  return KUSTOMIZATION.test(name);
}
