/** What an answer used, beside what the solution used; and when to use it again. Import it lazily: it brings a parser. */
export { type Due, type Effort, type Practised, practicePlan } from "./practice.ts";
export { type RoomReview, reviewRoom, type SubProblemReview } from "./room-review.ts";
export { techniquesUsed, type Use } from "./techniques-used.ts";
