export { findSubmissions } from "./find.ts";
export { gradeAll } from "./grade-all.ts";
export type { Graded } from "./graded.ts";
export { Journal } from "./journal.ts";
export { csvReport } from "./reports/csv.ts";
export { jsonReport } from "./reports/json.ts";
export { junitReport } from "./reports/junit.ts";
export { summaryReport } from "./reports/summary.ts";
