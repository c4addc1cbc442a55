import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..", "..");

const solution = readFileSync(join(root, "exercises/0.2-cnns/relu/solution.ts"), "utf8");
const minimum = solution.replace("maximum", "minimum");
if (minimum === solution) throw new Error("internal: the wrong answer is the right one.");

let saves = 0;

/** Each answer has bytes, and so a hash, of its own: what is recorded can be told to belong to one save. */
const unlikeAnyOther = (text: string) => `${text}// save ${++saves}\n`;

/** A right answer to 0.2/relu. */
export const right = (): string => unlikeAnyOther(solution);

/** An answer to 0.2/relu that drops the positive entries. */
export const wrong = (): string => unlikeAnyOther(minimum);

/** An answer to 0.2/relu whose forward does `code`, and whose file does `top` when it is loaded. */
export const relu = (code: string, top = ""): string =>
  unlikeAnyOther(
    `import { nn, tf } from "arena/tools";\n${top}\nexport class ReLU extends nn.Module {\n  override forward(x: tf.Tensor): tf.Tensor {\n    ${code}\n  }\n}\n`,
  );

/** A right answer that takes about `milliseconds` for each of its calls. */
export const slow = (milliseconds: number): string =>
  relu(`const end = Date.now() + ${milliseconds}; while (Date.now() < end) {} return x.maximum(0);`);
