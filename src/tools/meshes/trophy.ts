import type { tf } from "../tensorflow.ts";
import { doubledArea, type Point, quad, type Triangle, triangleTensor } from "./triangles.ts";

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
 * A cup of our own with two handles, standing along the z axis, height -1 to 0.9: float32 [468, 3, 3].
 * The cup is a surface of revolution, each handle a closed tube whose ends lie inside the cup's wall.
 * Winding: cross(B - A, C - A) points outward.
 */
export function trophy(): tf.Tensor3D {
  return triangleTensor([...cup(), ...handle(1), ...handle(-1)]);
}

function cup(): Triangle[] {
  const corner = (ring: number, step: number): Point => {
    const [radius, height] = OUTLINE[ring] as (typeof OUTLINE)[number];
    const angle = (2 * Math.PI * (step % AROUND)) / AROUND;
    return [radius * Math.cos(angle), radius * Math.sin(angle), height];
  };
  return net(OUTLINE.length - 1, AROUND, corner);
}

/** Half a ring in the y-z plane on the side of y, from the upper part of the bowl to its lower part. */
function handle(side: 1 | -1): Triangle[] {
  const corner = (ring: number, step: number): Point => {
    const inside = Math.min(Math.max(ring - 1, 0), HANDLE_RINGS);
    const along = Math.PI * (0.5 - inside / HANDLE_RINGS);
    const across = (-2 * Math.PI * (step % HANDLE_SIDES)) / HANDLE_SIDES;
    // the first and the last ring are points, which closes the tube
    const thickness = ring === 0 || ring === HANDLE_RINGS + 2 ? 0 : 0.07;
    const distance = 0.33 + thickness * Math.cos(across);
    return [
      side * thickness * Math.sin(across),
      side * (0.5 + distance * Math.cos(along)),
      0.42 + distance * Math.sin(along),
    ];
  };
  return net(HANDLE_RINGS + 2, HANDLE_SIDES, corner);
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
