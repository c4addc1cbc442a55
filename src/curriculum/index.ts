/** The curriculum as data: what rooms, techniques and types of sub-problems there are, and how they hang together. */
export { readCatalogue, readTechnique } from "./catalogue.ts";
export { passedByChallenge } from "./challenge.ts";
export { findCycle, nextRoom, nextSideRoom, openRooms } from "./graph.ts";
export { drilledBy, dungeon, KATAS, kataOf } from "./katas.ts";
export { findRoom, findSection, findSubProblemType, findTechnique } from "./lookup/find.ts";
export { whereTypeOccurs, whereUsed } from "./where-used.ts";
