import { picture } from "arena/grader";
import { plots } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/make-rays-2d/solution.ts";

const [NY, NZ] = [9, 13];

export default picture<typeof Solution>({
  title: "Your 9 × 13 rays where they pass the screen, in their order",
  async draw({ answer }) {
    const rays = (await answer.makeRays2d(NY, NZ, 1, 1.5).array()) as number[][][];
    const places = rays.map((ray): plots.Point => [ray[1]?.[2] ?? 0, ray[1]?.[1] ?? 0]);
    const path = places.slice(1, 2 * NZ + 1).map((to, i): plots.Shape => {
      return { line: [places[i] ?? to, to], pen: "faint", width: 1.5 }; // enough of it to see the order
    });
    const dots = places.map(
      (dot, i): plots.Shape => ({ dot, pen: warmth(i / (places.length - 1)), size: 7 }),
    );
    const ends = [0, NZ - 1, places.length - 1].map((i): plots.Shape => {
      const [x, y] = places[i] ?? [0, 0];
      return { word: String(i), at: [x - 0.04, y + 0.13], pen: "plain" };
    });
    return plots.diagram([...path, ...dots, ...ends], {
      title: "The screen at x = 1: z to the right, y upwards",
      x: [-1.6, 1.6],
      y: [-1.15, 1.2],
      legend: ["z to the right, y upwards; from the first ray (blue) to the last (orange)"],
    });
  },
});

/** From blue for the first ray to orange for the last. */
const warmth = (share: number): [number, number, number] => [
  Math.round(40 + 210 * share),
  Math.round(110 + 30 * share),
  Math.round(235 - 195 * share),
];
