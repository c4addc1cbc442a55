import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { type Lesson, lesson, shapeText } from "../lesson.ts";
import { axisOf, axisWithin } from "./axis.ts";
import { withCommonType } from "./common-type.ts";

/**
 * Puts tensors of one shape side by side along a new axis.
 *
 * ```ts
 * stack([x, y]);      // two of [3] -> [2, 3]
 * stack([x, y], -1);  // two of [3] -> [3, 2]
 * ```
 * @throws ToolError if the shapes differ; `concatenate` joins along an axis that is already there.
 */
export function stack<R extends Rank = Rank>(tensors: readonly Tensor[], axis = 0): Tensor<R> {
  const shape = firstShape("stack", tensors);
  if (tensors.some((x) => shapeText(x.shape) !== shapeText(shape))) {
    throw lesson("stack", {
      what: "all tensors must have one shape, because they become the entries of a new axis.",
      given: { shapes: shapesOf(tensors) },
      fits: "equal shapes; concatenate(tensors, axis) joins along an axis that is already there",
    });
  }
  return tf.tidy(
    () => tf.stack(withCommonType(tensors), axisWithin("stack", axis, shape.length + 1, shape)) as Tensor<R>,
  );
}

/**
 * Joins tensors along an axis they have. Numbers of different types become the wider one: bool, int32,
 * float32.
 *
 * ```ts
 * concatenate([x, y]);     // [2, 3] and [4, 3] -> [6, 3]
 * concatenate([x, y], 1);  // [2, 3] and [2, 5] -> [2, 8]
 * ```
 * @throws ToolError if the shapes differ in any other axis; `stack` makes a new axis.
 */
export function concatenate<R extends Rank = Rank>(tensors: readonly Tensor[], axis = 0): Tensor<R> {
  const shape = firstShape("concatenate", tensors);
  const joined = axisOf("concatenate", axis, shape);
  const fits = (other: readonly number[]) =>
    other.length === shape.length && other.every((length, i) => i === joined || length === shape[i]);
  if (!tensors.every((x) => fits(x.shape))) {
    throw lesson("concatenate", {
      what: `the shapes may differ in axis ${joined} only.`,
      given: { shapes: shapesOf(tensors) },
      fits: "equal lengths in all other axes; stack(tensors, axis) joins along a new axis",
    });
  }
  return tf.tidy(() => tf.clone(tf.concat(withCommonType(tensors), joined)) as Tensor<R>);
}

/**
 * Stacks rows: joins tensors along axis 0 after a vector `[n]` has become one row `[1, n]` and a scalar `[1,
 * 1]`.
 *
 * ```ts
 * vstack([x, y]);       // two of [3] -> [2, 3]
 * vstack([table, row]); // [4, 3] and [3] -> [5, 3]
 * ```
 */
export function vstack<R extends Rank = Rank>(tensors: readonly Tensor[]): Tensor<R> {
  firstShape("vstack", tensors);
  return tf.tidy(() =>
    concatenate<R>(
      tensors.map((x) => (x.rank < 2 ? tf.reshape(x, [1, x.size]) : x)),
      0,
    ),
  );
}

function firstShape(tool: string, tensors: readonly Tensor[]): number[] {
  const given: readonly unknown[] = Array.isArray(tensors) ? tensors : [];
  const stranger = given.findIndex((each) => !(each instanceof tf.Tensor));
  const [first] = given;
  if (first instanceof tf.Tensor && stranger === -1) {
    for (const [place, x] of tensors.entries()) requireTensor(tool, x, `entry ${place}`);
    return first.shape;
  }
  throw lesson(tool, {
    what: "the first argument is a list of at least one tensor.",
    ...(stranger !== -1 && aboutStranger(given[stranger], stranger)),
    ...(!Array.isArray(tensors) && {
      given: { got: described(tensors) },
      fits: "brackets around the tensors",
    }),
    example: `${tool}([x, y])`,
  });
}

function aboutStranger(stranger: unknown, place: number): Pick<Lesson, "given" | "fits"> {
  const isPlain = typeof stranger === "number" || typeof stranger === "boolean";
  const given = {
    got: `entry ${place} is ${isPlain ? `the ${typeof stranger} ${stranger}` : described(stranger)}`,
  };
  if (Array.isArray(stranger)) return { given, fits: "tensors of one shape; tf.tensor([1, 2]) is one" };
  if (typeof stranger !== "number") return { given };
  return {
    given,
    fits: `tensors of one shape; tf.fill(x.shape, ${stranger}) is ${stranger} in the shape of x`,
  };
}

const shapesOf = (tensors: readonly Tensor[]): string =>
  tensors.map(({ shape }) => shapeText(shape)).join(" ");
