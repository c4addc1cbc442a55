/** The names that there are for a learner, as the program itself has them. */
export interface Vocabulary {
  /** What "arena/tools" exports. */
  readonly tools: readonly string[];
  /** What those of its exports hold that hold more names: `tf`, `nn`, `linalg`, … */
  readonly within: Readonly<Record<string, readonly string[]>>;
  /** A tensor's methods. */
  readonly tensor: readonly string[];
}

/** The name among these that is the same but for capitals and underscores: `argMax` of `argmax` and `arg_max`. */
export function sameName(name: string, names: readonly string[]): string | undefined {
  return names.includes(name) ? name : names.find((other) => folded(other) === folded(name));
}

function folded(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
