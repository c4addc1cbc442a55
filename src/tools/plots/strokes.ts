import type { Colour, Raster } from "./raster.ts";

/** A place in a raster, in pixels; the middle of the first pixel is (0, 0). */
export type Place = readonly [x: number, y: number];

/** A straight line with soft edges and round ends. */
export function strokeLine(raster: Raster, from: Place, to: Place, width: number, colour: Colour): void {
  const distance = distanceTo([from, to]);
  paint(raster, [from, to], width / 2 + 1, colour, (x, y) => width / 2 + 0.5 - distance(x, y));
}

/** Several lines as one stroke: where they meet or cross, it is no darker than elsewhere. */
export function strokeLines(
  raster: Raster,
  lines: readonly (readonly [Place, Place])[],
  width: number,
  colour: Colour,
): void {
  const cover = new Float32Array(raster.width * raster.height);
  for (const line of lines) {
    const distance = distanceTo(line);
    forPixels(raster, line, width / 2 + 1, (x, y) => {
      const place = y * raster.width + x;
      cover[place] = Math.max(cover[place] as number, width / 2 + 0.5 - distance(x, y));
    });
  }
  cover.forEach((share, place) => {
    if (share > 0) raster.mix(place % raster.width, Math.floor(place / raster.width), colour, share);
  });
}

/** How far a point is from the nearest one of a line. */
function distanceTo([from, to]: readonly [Place, Place]): (x: number, y: number) => number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  return (x, y) => {
    const along = squared === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / squared;
    const near = Math.min(1, Math.max(0, along));
    return Math.hypot(x - from[0] - near * dx, y - from[1] - near * dy);
  };
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
  forPixels(raster, places, margin, (x, y) => raster.mix(x, y, colour, cover(x, y)));
}

/** Every pixel in the box around the places, a margin around it. */
function forPixels(
  raster: Raster,
  places: readonly Place[],
  margin: number,
  each: (x: number, y: number) => void,
): void {
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [left, top] = [xs, ys].map((of) => Math.max(0, Math.floor(Math.min(...of) - margin))) as [
    number,
    number,
  ];
  const right = Math.min(raster.width - 1, Math.ceil(Math.max(...xs) + margin));
  const bottom = Math.min(raster.height - 1, Math.ceil(Math.max(...ys) + margin));
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) each(x, y);
}
