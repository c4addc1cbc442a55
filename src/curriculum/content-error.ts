/** Something in exercises/, graders/ or techniques/ that is not as it should be, with its place. */
export interface Problem {
  /** Path as its reader would type it from arena's folder, or absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Which rule found it, the name of its file in rules/; `schema` for the front matter. */
  readonly rule: string;
  /** What is wrong, and what would be right. */
  readonly message: string;
}

/** Thrown where content cannot be read at all. `arena dev check` finds all such places; everything else stops here. */
export class ContentError extends Error {
  override readonly name = "ContentError";
  readonly problem: Problem;

  constructor(file: string, line: number, message: string) {
    super(`${file}:${line}: ${message}`);
    this.problem = { file, line, rule: "schema", message };
  }
}
