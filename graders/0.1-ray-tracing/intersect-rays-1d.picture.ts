import { picture } from "arena/grader";
import { linspace, plots, stack, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/intersect-rays-1d/solution.ts";
import { type Pair, pairs, pastScreen } from "./plane.ts";

const RAYS = 25;
const HALF = 1 / (RAYS - 1);
const SEGMENTS: readonly Pair[] = [
  [
    [1.2, -0.95],
    [1.5, -0.45],
  ],
  [
    [0.6, 0.02],
    [0.55, 0.25],
  ],
  [
    [1.9, 0.2],
    [1.3, 0.95],
  ],
];

export default picture<typeof Solution>({
  title: "What your 25 rays see of three segments",
  async draw({ answer }) {
    const y = linspace(-1, 1, RAYS); // [ray]
    const directions = stack([tf.onesLike(y), y, tf.zerosLike(y)], -1); // [ray, xyz]
    const rays = stack([tf.zerosLike(directions), directions], 1) as tf.Tensor3D; // [ray, point, xyz]
    const segments = tf.tensor3d(SEGMENTS.map((pair) => pair.map(([x, y]) => [x, y, 0]))); // [segment, point, xyz]
    const hits = await answer.intersectRays1d(rays, segments).data();
    const fan = (await pairs(rays)).flatMap(([origin, through], i) =>
      rayAndPixel(origin, through, hits[i] === 1),
    );
    const walls = SEGMENTS.map((line): plots.Shape => ({ line, pen: "second", width: 5 }));
    return plots.diagram([...fan, ...walls], {
      title: "Rays and segments, and the picture that comes out",
      x: [-0.15, 3.2],
      y: [-1.05, 1.05],
      legend: ["Green rays meet a segment; to the right the picture they make."],
    });
  },
});

/** The ray, and its pixel in a strip beside the scene. */
function rayAndPixel(origin: plots.Point, through: plots.Point, hit: boolean): plots.Shape[] {
  const pen = hit ? "hit" : "faint";
  const [bottom, top] = [through[1] - HALF, through[1] + HALF];
  const pixel: plots.Point[] = [
    [2.85, bottom],
    [3.1, bottom],
    [3.1, top],
    [2.85, top],
  ];
  return [
    {
      line: [origin, pastScreen(origin, through, 2.7 / Math.max(1, 2.6 * Math.abs(through[1])))],
      pen,
      width: hit ? 2 : 1,
    },
    { polygon: pixel, pen },
  ];
}
