/** Shorter calls than this, without blanks, say too little to be an answer: `f(x)`. */
const SHORTEST_CALL = 10;
/** Shorter arithmetic than this is also a way to speak of sizes: `left + width + right`. */
const SHORTEST_ARITHMETIC = 20;

/** Lines every stub shares with its solution. */
const SCAFFOLD =
  /^((import|export|interface|type|class|constructor|super|static|async|get|set|function)\b|\*|\/\*|\/\/)|[{([]$/;

/** A call with arguments; `optimizer.step()` alone gives nothing away. */
const CALL = /[\w\]>]\([^)]/;
/** An operator or a choice between operands. */
const ARITHMETIC = /\S\s[-+*/%<>&|?]{1,2}\s\S/;

/** The expressions of a solution which a learner should find, without blanks, names they are bound to, and `return`. */
export function answersOf(solution: readonly string[]): readonly string[] {
  const lines = solution.map(withoutComment).map((line) => line.trim());
  const own = lines.filter((line) => !SCAFFOLD.test(line));
  const calls = own.filter((line) => CALL.test(line)).map(squeezed);
  const arithmetic = own.filter((line) => ARITHMETIC.test(line)).map(squeezed);
  return [
    ...new Set([
      ...calls.filter(({ length }) => length >= SHORTEST_CALL),
      ...arithmetic.filter(({ length }) => length >= SHORTEST_ARITHMETIC),
    ]),
  ];
}

/** A line of code reduced to its expression, so that other spacing or another name does not hide it. */
export function squeezed(line: string): string {
  const bound = withoutComment(line).replace(
    /^\s*(\/\/|\*)?\s*(return\b|await\b|((const|let|this)\b[^=]*[^=!<>])=(?![=>]))?/,
    "",
  );
  return bound.replaceAll("`", "").replace(/\s+/g, "").replace(/[;,]$/, "");
}

/** The code, where a comment follows it; a line that is only a comment is kept, for it may hide code. */
function withoutComment(line: string): string {
  return line.replace(/(\S.*?)\s\/\/.*$/, "$1");
}

/**
 * The lines of a stub that learners are to fill: functions that call `notYet`, and every comment. A function that is given
 * whole is no secret.
 */
export function holes(stub: readonly string[]): readonly string[] {
  const blocks: string[][] = [[]];
  for (const line of stub) {
    if (/^ {0,2}\S.*\{$/.test(line)) blocks.push([]);
    blocks.at(-1)?.push(line);
  }
  const open = blocks.filter((block) => block.some((line) => line.includes("notYet(")));
  const comments = blocks
    .filter((block) => !open.includes(block))
    .flat()
    .filter((line) => /^\s*(\/\/|\*|\/\*)/.test(line));
  return [...open.flat(), ...comments];
}
