/** The second lane beside grading: what TypeScript says of a save. */
export { startTypeChecker, type TypeChecker, type TypesOutcome } from "./type-checker.ts";
