/**
 * Names for a message: up to three of them, then how many more. Sorted, without repetitions.
 *
 * @param names at least one
 */
export function listNames(names: readonly string[]): string {
  const unique = [...new Set(names)].sort();
  if (unique.length <= 3) return unique.join(", ");
  return `${unique.slice(0, 3).join(", ")} and ${unique.length - 3} more`;
}
