import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { type Point, quad, triangleTensor } from "./triangles.ts";

export interface TorusSettings {
  /** Radius of the circle along which the tube runs. Default 1.2. */
  readonly radius?: number;
  /** Radius of the tube. Default 0.45. */
  readonly tube?: number;
  /** Quads along the circle. Default 12. */
  readonly around?: number;
  /** Quads around the tube. Default 8. */
  readonly across?: number;
  /** Angle in radians by which the ring is turned about the z axis. Default 0.5. */
  readonly turn?: number;
}

const SETTINGS: OptionExamples<TorusSettings> = {
  radius: "1.2",
  tube: "0.45",
  around: "12",
  across: "8",
  turn: "0.5",
};

/**
 * A ring: float32 [2 · around · across, 3, 3]. Unturned, its hole looks along x. A point of it is
 * (q sin b, (r + q cos b) cos a, (r + q cos b) sin a) for the angles a along the circle and b around the tube.
 * Winding: cross(B - A, C - A) points outward.
 *
 * ```ts
 * meshes.torus(); // [192, 3, 3]
 * ```
 * @throws ToolError if the tube does not fit into the ring or there are fewer than three quads a turn.
 */
export function torus(settings: TorusSettings = {}): tf.Tensor3D {
  requireOptions<TorusSettings>("torus", settings, SETTINGS);
  const { radius = 1.2, tube = 0.45, around = 12, across = 8, turn = 0.5 } = settings;
  if (!(tube > 0 && radius > tube && Number.isFinite(radius)))
    throw lesson("torus", {
      what: `a tube of radius ${tube} does not fit around a circle of radius ${radius}.`,
      fits: "0 < tube < radius",
    });
  if (![around, across].every((count) => Number.isInteger(count) && count >= 3))
    throw lesson("torus", {
      what: `${around} by ${across} quads close no ring.`,
      fits: "whole numbers from 3 on",
    });
  const corner = (i: number, j: number): Point => {
    const a = (2 * Math.PI * (i % around)) / around;
    const b = (2 * Math.PI * (j % across)) / across;
    const distance = radius + tube * Math.cos(b); // from the x axis
    const [x, y, z] = [tube * Math.sin(b), distance * Math.cos(a), distance * Math.sin(a)];
    return [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn), z];
  };
  const triangles = Array.from({ length: around * across }, (_, place) => {
    const [i, j] = [Math.floor(place / across), place % across];
    return quad(corner(i, j), corner(i, j + 1), corner(i + 1, j), corner(i + 1, j + 1));
  });
  return triangleTensor(triangles.flat());
}
