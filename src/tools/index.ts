/** What a learner imports as "arena/tools". */
export { tf } from "../runtime/tf.ts";
