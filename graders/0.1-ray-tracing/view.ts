import { tf } from "arena/tools";

/** A camera that looks along x, and its screen. */
export interface View {
  /** The camera stands at (-distance, 0, 0); its screen is one unit before it. */
  readonly distance: number;
  /** Half the screen's height in units; its width follows from the pixels. */
  readonly limit: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The axis that points upwards in the picture; the other one points to the right. */
  readonly up: "y" | "z";
}

type Trace = (rays: tf.Tensor3D, triangles: tf.Tensor3D) => tf.Tensor1D;

/** Pixels a side of a tile: large enough that a call is worth it, small enough that few triangles lie behind it. */
const tileOf = ({ width }: View): number => Math.max(20, Math.round(width / 20));

/**
 * What `trace` says of the ray through each pixel, row by row from the top left. The screen is cut into tiles, and a tile's
 * rays are traced with those triangles only that can be seen in it; where there are none, the pixels are `miss`.
 */
export async function render(
  mesh: tf.Tensor3D,
  view: View,
  trace: Trace,
  miss: number,
): Promise<Float32Array> {
  const pixels = new Float32Array(view.width * view.height).fill(miss);
  await tracePixels(pixels, mesh, view, trace, tileOf(view), () => true);
  return pixels;
}

/**
 * The same picture with twice the pixels to each side, for soft edges: traced anew where pixels differ by more than `step`
 * from one beside them, and doubled elsewhere.
 */
export async function refined(
  coarse: Float32Array,
  mesh: tf.Tensor3D,
  view: View,
  trace: Trace,
  step: number,
): Promise<Float32Array> {
  const { width, height } = view;
  const fine = { ...view, width: 2 * width, height: 2 * height };
  const under = (place: number) => ((place >> 1) % width) + width * Math.floor(place / (4 * width)); // doubled back
  const pixels = Float32Array.from({ length: 4 * width * height }, (_, place) => coarse[under(place)] ?? 0);
  const edges = coarse.map((_, place) => (differs(coarse, place, width, step) ? 1 : 0));
  await tracePixels(pixels, mesh, fine, trace, 2 * tileOf(view), (place) => edges[under(place)] === 1);
  return pixels;
}

function differs(pixels: Float32Array, place: number, width: number, step: number): boolean {
  const here = pixels[place] ?? 0;
  return [place - 1, place + 1, place - width, place + width].some(
    (other) => Math.abs((pixels[other] ?? here) - here) > step,
  );
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

async function tracePixels(
  pixels: Float32Array,
  mesh: tf.Tensor3D,
  view: View,
  trace: Trace,
  side: number,
  wanted: (place: number) => boolean,
): Promise<void> {
  const corners = await mesh.data<"float32">();
  const seen = boundsOf(corners, view);
  for (const tile of tilesOf(view, side)) {
    const triangles = seen.filter((one) => overlap(one, tile)).map(({ triangle }) => triangle);
    const places = triangles.length === 0 ? [] : placesIn(tile, view).filter(wanted);
    if (places.length === 0) continue;
    const traced = tf.tidy(() => {
      const part = triangles.flatMap((triangle) => [...corners.subarray(9 * triangle, 9 * triangle + 9)]);
      return trace(raysThrough(places, view), tf.tensor3d(part, [triangles.length, 3, 3])).cast("float32"); // [ray]
    });
    const values = await traced.data();
    places.forEach((place, ray) => void pixels.fill(values[ray] ?? Number.NaN, place, place + 1));
    traced.dispose();
  }
}

function tilesOf({ width, height }: View, side: number): Box[] {
  const columns = Math.ceil(width / side);
  return Array.from({ length: columns * Math.ceil(height / side) }, (_, i) => {
    const [left, top] = [side * (i % columns), side * Math.floor(i / columns)];
    return { left, top, right: Math.min(left + side, width), bottom: Math.min(top + side, height) };
  });
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

function placesIn({ left, top, right, bottom }: Box, { width }: View): number[] {
  const across = right - left;
  return Array.from(
    { length: across * (bottom - top) },
    (_, i) => (top + Math.floor(i / across)) * width + left + (i % across),
  );
}

/** The rays through the middle of pixels: [ray, 2, xyz]. */
function raysThrough(places: readonly number[], { width, height, limit, distance, up }: View): tf.Tensor3D {
  const unit = (2 * limit) / height;
  const rays = places.flatMap((place) => {
    const right = ((place % width) + 0.5 - width / 2) * unit;
    const upwards = (height / 2 - Math.floor(place / width) - 0.5) * unit;
    return [-distance, 0, 0, 1, ...(up === "y" ? [upwards, right] : [right, upwards])];
  });
  return tf.tensor3d(rays, [places.length, 2, 3]);
}

/** The pixels in which each triangle may be seen, and one more to each side. */
function boundsOf(corners: Float32Array, view: View): (Box & { readonly triangle: number })[] {
  return Array.from({ length: corners.length / 9 }, (_, triangle) => {
    const start = 9 * triangle;
    const places = [0, 3, 6].map((i) => pixelOf(corners.subarray(start + i, start + i + 3), view));
    const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
    return {
      triangle,
      left: Math.min(...xs) - 1,
      right: Math.max(...xs) + 1,
      top: Math.min(...ys) - 1,
      bottom: Math.max(...ys) + 1,
    };
  });
}

/** The pixel, not rounded, in which a point is seen. */
export function pixelOf(
  point: ArrayLike<number>,
  { width, height, limit, distance, up }: View,
): [number, number] {
  const [x = 0, y = 0, z = 0] = Array.from(point);
  const pixels = height / (2 * limit) / (x + distance);
  const [right, upwards] = up === "y" ? [z, y] : [y, z];
  return [width / 2 + right * pixels, height / 2 - upwards * pixels];
}
