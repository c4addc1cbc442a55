import { described } from "../arguments/described.ts";
import { lesson, shapeText } from "../lesson.ts";

/**
 * The shape that tensors of these shapes broadcast to. Shapes are aligned at their last axis; lengths must be
 * equal or 1.
 *
 * ```ts
 * broadcastShapes([8, 1, 3], [5, 1]); // [8, 5, 3]
 * ```
 * @throws ToolError naming the axis on which two shapes differ.
 */
export function broadcastShapes(...shapes: readonly (readonly number[])[]): number[] {
  for (const shape of shapes) {
    if (Array.isArray(shape)) continue;
    throw lesson("broadcastShapes", {
      what: `it takes shapes, arrays of numbers, not ${described(shape)}.`,
      example: "broadcastShapes(x.shape, y.shape)",
    });
  }
  return broadcastShapesFor("broadcastShapes", shapes);
}

/** As `broadcastShapes`, for the error message of another tool. */
export function broadcastShapesFor(tool: string, shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, i) => {
    const fromEnd = rank - i;
    const lengths = shapes
      .map((shape) => shape[shape.length - fromEnd] ?? 1)
      .filter((length) => length !== 1);
    const [length = 1] = lengths;
    if (lengths.every((other) => other === length)) return length;
    throw lesson(tool, {
      what: `axis ${-fromEnd} has the lengths ${[...new Set(lengths)].join(" and ")}, which do not broadcast.`,
      given: { shapes: shapes.map(shapeText).join(" ") },
      fits: "equal lengths or 1, counted from the last axis; unsqueeze(x, axis) adds an axis of length 1",
    });
  });
}
