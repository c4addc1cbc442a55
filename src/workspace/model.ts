/** The learner's folder and what can happen to the files in it. Data only. */

/** A folder with `.arena/` in it. `openProgress` takes it too. */
export interface Workspace {
  /** Absolute path. */
  readonly root: string;
}

/** Something the file system refused, in a sentence that names the path and says what would help. */
export interface Failed {
  readonly kind: "failed";
  readonly path: string;
  readonly why: string;
}

/** `absent`: a folder was named, by `--workspace` or `ARENA_HOME`, that is no workspace yet. */
export type Found =
  | { readonly kind: "found"; readonly workspace: Workspace; readonly by: "flag" | "folder" | "environment" }
  | {
      readonly kind: "absent";
      readonly path: string;
      readonly by: "flag" | "environment";
      readonly message: string;
    }
  | { readonly kind: "none" };

/**
 * `editorSetup`: whether `arena/tools` is a link, or only known to the editor because links cannot be made
 * here.
 */
export type Created =
  | {
      readonly kind: "created" | "kept";
      readonly workspace: Workspace;
      readonly editorSetup: "linked" | "paths-only";
      readonly notices: readonly string[];
    }
  | Failed;

/** What became of a learner's file: made from the stub, or left as it was because it exists. */
export type Scaffolded = { readonly kind: "created" | "kept"; readonly path: string } | Failed;

/** `archived` is where the old answer is now; undefined where there was none. */
export type Reset =
  | { readonly kind: "reset"; readonly path: string; readonly archived: string | undefined }
  | Failed;
