/** Tells each save of one file, however the editor writes it. */
export { type Follower, type FollowOptions, followFile } from "./follow-file.ts";
export type { Snapshot } from "./sight.ts";
