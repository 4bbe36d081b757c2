/**
 * A comment line for YAML. Names come from files of others: whatever YAML 1.1 takes for the end of a line, also in a
 * comment, would let them go on as YAML.
 */
export function yamlComment(line: string): string {
  return `# ${line.replace(/[\r\n\u0085\u2028\u2029]+/g, " ")}\n`;
}
