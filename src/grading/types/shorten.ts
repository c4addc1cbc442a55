import { basename } from "node:path";
import { insteadOfType } from "../from-pytorch/index.ts";

/**
 * The part of a type error that a learner needs: what does not fit, and under it what to write instead, or
 * else the first reason. TypeScript nests further reasons below, each a line with a deeper indent, down to
 * the innermost property.
 */
export function shorten(message: string): string {
  const plain = withoutPaths(message);
  const [what = "", reason] = plain.split("\n");
  const instead = insteadOfType(plain);
  const second = instead === undefined ? reason && cut(reason) : instead;
  return second === undefined ? cut(what) : `${cut(what)}\n${second}`;
}

function cut(line: string): string {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`;
}

/** `import("/…/tfjs").Tensor` is `Tensor` to a learner, and `typeof import("/…/nn/index")` is `typeof nn`. */
function withoutPaths(message: string): string {
  return message
    .replace(/import\("[^"]*"\)\./g, "")
    .replace(/import\("([^"]*)"\)/g, (_, path: string) => moduleName(path));
}

function moduleName(path: string): string {
  const name = basename(path.replace(/\/index$/, ""));
  return name === "tfjs" ? "tf" : name;
}

/** Characters: three lines of a narrow terminal. */
const WIDTH = 240;
