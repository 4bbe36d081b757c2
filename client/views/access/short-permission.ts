/** A permission without its API group, which would push what matters out of sight: `create deployments`. */
export function shortPermission(text: string): string {
  return text.replace(/(?<=^\S+ [a-z]+)((?:\/[a-z]+)?)\.[a-z0-9.-]+/, "$1").replace(/^\* \*\.\*$/, "* *");
}
