import { counted } from "../lesson.ts";
import { rankProblem } from "./lengths.ts";
import { type Axis, type Composition, type Ellipsis, isEllipsis, type Pattern } from "./pattern.ts";
import type { PatternProblem } from "./problem.ts";

/** A pattern for one rank: every `...` replaced by the axes it stands for. */
export interface ExpandedPattern {
  readonly left: readonly (readonly Axis[])[];
  readonly right: readonly (readonly Axis[])[];
}

/** Replaces `...` by as many axes as a tensor of this shape has beyond the ones the left side names. */
export function expandEllipsis(
  { left, right }: Pattern,
  source: string,
  shape: readonly number[],
  problem: PatternProblem,
): ExpandedPattern {
  const inLeft = left.flat().find(isEllipsis);
  if (inLeft?.inParentheses)
    throw problem({
      what: 'on the left side "..." cannot stand within parentheses: nothing says how to split an axis into it.',
    });
  if (inLeft === undefined && right.flat().some(isEllipsis)) {
    throw problem({
      what: '"..." stands on the right side only.',
      fits: '"..." on the left side as well, for the axes that are not named',
    });
  }
  const named = left.length - (inLeft === undefined ? 0 : 1);
  const beyond = shape.length - named;
  if (beyond < 0 || (beyond > 0 && inLeft === undefined)) {
    throw rankProblem(
      leftText(source),
      `${inLeft === undefined ? "" : "at least "}${counted(named, "axis", "axes")}`,
      shape,
      problem,
    );
  }
  const axes = Array.from(
    { length: beyond },
    (_, i): Axis => ({ id: `...${i}`, text: beyond === 1 ? "..." : `...[${i}]` }),
  );
  return {
    left: left.flatMap((part) => expand(part, axes)),
    right: right.flatMap((part) => expand(part, axes)),
  };
}

function expand(composition: Composition, axes: readonly Axis[]): (readonly Axis[])[] {
  const [only] = composition;
  if (only !== undefined && isEllipsis(only) && !only.inParentheses) return axes.map((axis) => [axis]);
  return [composition.flatMap((part: Axis | Ellipsis) => (isEllipsis(part) ? axes : [part]))];
}

const leftText = (source: string): string => source.slice(0, source.indexOf("->")).trim();
