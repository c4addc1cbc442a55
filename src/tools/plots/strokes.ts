import type { Colour, Raster } from "./raster.ts";

/** A place in a raster, in pixels; the middle of the first pixel is (0, 0). */
export type Place = readonly [x: number, y: number];

/** A straight line with soft edges and round ends. */
export function strokeLine(raster: Raster, from: Place, to: Place, width: number, colour: Colour): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  paint(raster, [from, to], width / 2 + 1, colour, (x, y) => {
    const along = squared === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / squared;
    const near = Math.min(1, Math.max(0, along));
    return width / 2 + 0.5 - Math.hypot(x - from[0] - near * dx, y - from[1] - near * dy);
  });
}

/** A filled circle with a soft edge. */
export function fillDisc(raster: Raster, at: Place, radius: number, colour: Colour): void {
  paint(raster, [at], radius + 1, colour, (x, y) => radius + 0.5 - Math.hypot(x - at[0], y - at[1]));
}

/** A filled convex polygon with soft edges, its corners in either order. */
export function fillPolygon(raster: Raster, corners: readonly Place[], colour: Colour, opacity = 1): void {
  const edges = corners.map((from, i) => edgeOf(from, corners[(i + 1) % corners.length] ?? from));
  const middle = [0, 1].map((axis) => corners.reduce((sum, at) => sum + (at[axis] as number), 0));
  const [x0 = 0, y0 = 0] = middle.map((sum) => sum / corners.length);
  const inward = edges.map((distance) => (distance(x0, y0) < 0 ? -1 : 1));
  paint(raster, corners, 1, colour, (x, y) => {
    const inside = edges.reduce((least, edge, i) => Math.min(least, edge(x, y) * (inward[i] ?? 1)), Infinity);
    return opacity * Math.min(1, inside + 0.5);
  });
}

/** The distance of a point from the line through two others, with a sign for the side. */
function edgeOf(from: Place, to: Place): (x: number, y: number) => number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  return (x, y) => ((x - from[0]) * dy - (y - from[1]) * dx) / length;
}

/** Mixes the colour into every pixel around the places, as much as `cover` says. */
function paint(
  raster: Raster,
  places: readonly Place[],
  margin: number,
  colour: Colour,
  cover: (x: number, y: number) => number,
): void {
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [left, top] = [
    Math.max(0, Math.floor(Math.min(...xs) - margin)),
    Math.max(0, Math.floor(Math.min(...ys) - margin)),
  ];
  const right = Math.min(raster.width - 1, Math.ceil(Math.max(...xs) + margin));
  const bottom = Math.min(raster.height - 1, Math.ceil(Math.max(...ys) + margin));
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) raster.mix(x, y, colour, cover(x, y));
}
