/**
 * The learner's folder: where it is, what is in it, and how files come into it without ever replacing one.
 */
export { answerPath } from "./answers.ts";
export { archiveOf } from "./archive.ts";
export { createWorkspace } from "./create.ts";
export { findWorkspace, USUAL_FOLDER } from "./find.ts";
export type { Reset, Scaffolded, Workspace } from "./model.ts";
export { resetRoom } from "./reset.ts";
export { scaffoldRoom, scaffoldSection } from "./scaffold.ts";
