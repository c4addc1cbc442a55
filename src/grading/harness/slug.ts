/** A case's id: its sub-problem and its title in lower case, words joined by hyphens. */
export function caseId(subProblem: string, title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${subProblem}/${slug}`;
}

/** A 32-bit seed from a room, a case and a run's own seed (FNV-1a), so that each case has numbers of its own. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join("\u0000")) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
