/** What graders and decoys import as "arena/grader". */
export { deviceOf } from "../../tools/devices/device-of.ts";
export type { CaseContext, FixedInputs, SameOptions, SeededInputs } from "./context.ts";
export { type Decoy, decoys } from "./decoys.ts";
export { loadRoom } from "./load.ts";
export { type Animation, type PictureContext, type PictureRecipe, picture } from "./picture.ts";
export { openPlainSession, type PlainSession } from "./plain-session.ts";
export { readsDuring } from "./reads.ts";
export { type RoomGrader, room } from "./room.ts";
export { answerModule } from "./session.ts";
