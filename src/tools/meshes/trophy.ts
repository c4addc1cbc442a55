import { requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { doubledArea, type Point, quad, type Triangle, triangleTensor } from "./triangles.ts";

export interface TrophySettings {
  /** Into how many each edge is cut; the outline becomes a smooth curve through its points. Default 1: 468 triangles. */
  readonly detail?: number;
}

/** Outline of the cup, from the middle of its foot up the outside and down into the bowl: radius, height. */
const OUTLINE: readonly (readonly [radius: number, height: number])[] = [
  [0, -1],
  [0.55, -1],
  [0.5, -0.85],
  [0.14, -0.7],
  [0.12, -0.3],
  [0.45, -0.05],
  [0.6, 0.4],
  [0.68, 0.9],
  [0.6, 0.9],
  [0.5, 0.35],
  [0, 0.02],
];

const AROUND = 16;
const HANDLE_RINGS = 8;
const HANDLE_SIDES = 5;

/**
 * A cup of our own with two handles, standing along the z axis, height -1 to 0.9: float32 [468, 3, 3]
 * unless finer. The cup is a surface of revolution, each handle a closed tube whose ends lie inside the cup's wall.
 * Winding: cross(B - A, C - A) points outward.
 *
 * @throws ToolError unless `detail` is a whole number from 1 to 16.
 */
export function trophy(settings: TrophySettings = {}): tf.Tensor3D {
  requireOptions<TrophySettings>("trophy", settings, { detail: "2" });
  const { detail = 1 } = settings;
  if (!(Number.isInteger(detail) && detail >= 1 && detail <= 16))
    throw lesson("trophy", { what: `a detail of ${detail} is none.`, fits: "a whole number from 1 to 16" });
  return triangleTensor([...cup(detail), ...handle(1, detail), ...handle(-1, detail)]);
}

function cup(detail: number): Triangle[] {
  const around = AROUND * detail;
  const corner = (ring: number, step: number): Point => {
    const [radius, height] = outlineAt(ring / detail);
    const angle = (2 * Math.PI * (step % around)) / around;
    return [radius * Math.cos(angle), radius * Math.sin(angle), height];
  };
  return net((OUTLINE.length - 1) * detail, around, corner);
}

/** Radius and height at a place along the outline, on the spline of Catmull and Rom (1974) through its points. */
function outlineAt(place: number): [radius: number, height: number] {
  const from = Math.min(OUTLINE.length - 2, Math.floor(place));
  const t = place - from;
  const point = (i: number) =>
    OUTLINE[Math.min(OUTLINE.length - 1, Math.max(0, i))] as (typeof OUTLINE)[number];
  const [before, start, end, after] = [point(from - 1), point(from), point(from + 1), point(from + 2)];
  const along = (axis: 0 | 1): number => {
    const [a, b, c, d] = [before[axis], start[axis], end[axis], after[axis]];
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  };
  return [Math.max(0, along(0)), along(1)];
}

/** Half a ring in the y-z plane on the side of y, from the upper part of the bowl to its lower part. */
function handle(side: 1 | -1, detail: number): Triangle[] {
  const [rings, sides] = [HANDLE_RINGS * detail, HANDLE_SIDES * detail];
  const corner = (ring: number, step: number): Point => {
    const inside = Math.min(Math.max(ring - 1, 0), rings);
    const along = Math.PI * (0.5 - inside / rings);
    const across = (2 * Math.PI * (step % sides)) / sides;
    // the first and the last ring are points, which closes the tube
    const thickness = ring === 0 || ring === rings + 2 ? 0 : 0.07;
    const distance = 0.33 + thickness * Math.cos(across);
    return [
      side * thickness * Math.sin(across),
      side * (0.5 + distance * Math.cos(along)),
      0.42 + distance * Math.sin(along),
    ];
  };
  return net(rings + 2, sides, corner);
}

/** The triangles of a net that closes after `steps`, without those that its poles squeeze to nothing. */
function net(rings: number, steps: number, corner: (ring: number, step: number) => Point): Triangle[] {
  return Array.from({ length: rings * steps }, (_, place) => {
    const [ring, step] = [Math.floor(place / steps), place % steps];
    return quad(
      corner(ring, step),
      corner(ring + 1, step),
      corner(ring, step + 1),
      corner(ring + 1, step + 1),
    );
  })
    .flat()
    .filter((triangle) => doubledArea(triangle) > 1e-9);
}
