/** Byte notation in YAML single quotes. It holds no control character, so nothing else needs care. */
export function yamlQuoted(notation: string): string {
  return `'${notation.replaceAll("'", "''")}'`;
}
