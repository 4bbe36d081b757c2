/** The names that kustomize looks for in a folder, in its order. */
export const KUSTOMIZATION_NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

/**
 * Whether an entry of a kustomization is an address, not a path: a URL, a repository in git's short form, or one of
 * the hosts that kustomize clones without a scheme. Source: kustomize, `git/repospec.go`.
 */
export function isRemote(entry: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9+.-]*:/.test(entry) ||
    /^[^/\s]+@[^/\s]+[:/]/.test(entry) ||
    /^(?:git::|gh:|git@)/.test(entry) ||
    /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|dev\.azure\.com)[/:]/.test(entry) ||
    /\.git(?:\/|\?|$)/.test(entry) ||
    /[?&](?:ref|version|timeout|submodules)=/.test(entry) ||
    /^[\w-]+(?:\.[\w-]+)+\/.*\/\//.test(entry)
  );
}
