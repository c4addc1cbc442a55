export { type Found, findSubmissions, type Submission } from "./find.ts";
export { type GradingOptions, gradeAll } from "./grade-all.ts";
export type { Graded } from "./graded.ts";
export { Journal } from "./journal.ts";
export { csvReport } from "./reports/csv.ts";
export { type BatchFacts, jsonReport } from "./reports/json.ts";
export { junitReport } from "./reports/junit.ts";
export { summaryReport } from "./reports/summary.ts";
