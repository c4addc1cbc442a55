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
const TILE = 16;

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
  const corners = await mesh.data<"float32">();
  const seen = boundsOf(corners, view);
  for (let top = 0; top < view.height; top += TILE) {
    for (let left = 0; left < view.width; left += TILE) {
      const tile = {
        left,
        top,
        right: Math.min(left + TILE, view.width),
        bottom: Math.min(top + TILE, view.height),
      };
      const inTile = seen.filter((one) => overlap(one, tile)).map(({ triangle }) => triangle);
      if (inTile.length > 0) await renderTile(pixels, tile, corners, inTile, view, trace);
    }
  }
  return pixels;
}

interface Tile {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const overlap = (a: Tile, b: Tile): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

async function renderTile(
  pixels: Float32Array,
  tile: Tile,
  corners: Float32Array,
  inTile: readonly number[],
  view: View,
  trace: Trace,
): Promise<void> {
  const traced = tf.tidy(() => {
    const part = inTile.flatMap((triangle) => [...corners.subarray(9 * triangle, 9 * triangle + 9)]);
    return trace(raysOf(tile, view), tf.tensor3d(part, [inTile.length, 3, 3])).cast("float32"); // [ray]
  });
  const values = await traced.data();
  traced.dispose();
  const width = tile.right - tile.left;
  for (let y = tile.top; y < tile.bottom; y++) {
    const from = (y - tile.top) * width;
    pixels.set(values.subarray(from, from + width), y * view.width + tile.left);
  }
}

/** The rays through the middle of each pixel of a tile: [ray, 2, xyz]. */
function raysOf({ left, top, right, bottom }: Tile, view: View): tf.Tensor3D {
  const rays: number[] = [];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const across = ((column + 0.5 - view.width / 2) * 2 * view.limit) / view.height;
      const up = ((view.height / 2 - row - 0.5) * 2 * view.limit) / view.height;
      rays.push(-view.distance, 0, 0, 1, ...(view.up === "y" ? [up, across] : [across, up]));
    }
  }
  return tf.tensor3d(rays, [rays.length / 6, 2, 3]);
}

/** The pixels in which each triangle may be seen, and one more to each side. */
function boundsOf(corners: Float32Array, view: View): (Tile & { readonly triangle: number })[] {
  return Array.from({ length: corners.length / 9 }, (_, triangle) => {
    const places = [0, 3, 6].map((corner) => placeOf(corners.subarray(9 * triangle + corner), view));
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
export function placeOf(
  [x = 0, y = 0, z = 0]: ArrayLike<number> & Iterable<number>,
  view: View,
): [number, number] {
  const pixels = view.height / (2 * view.limit) / (x + view.distance);
  const [across, up] = view.up === "y" ? [z, y] : [y, z];
  return [view.width / 2 + across * pixels, view.height / 2 - up * pixels];
}
