/**
 * The learner's folder: where it is, what is in it, and how files come into it without ever replacing one.
 */
export { answerPath, sectionFolder } from "./answers.ts";
export { archiveOf } from "./archive.ts";
export { createWorkspace } from "./create.ts";
export { findWorkspace, ownFolder, USUAL_FOLDER, type WhereToLook } from "./find.ts";
export type { Created, Failed, Found, Reset, Scaffolded, Workspace } from "./model.ts";
export { resetRoom } from "./reset.ts";
export { scaffoldRoom, scaffoldSection } from "./scaffold.ts";
