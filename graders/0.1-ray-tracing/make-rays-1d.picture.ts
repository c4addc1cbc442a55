import { picture } from "arena/grader";
import { plots } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/make-rays-1d/solution.ts";
import { pairs, pastScreen } from "./plane.ts";

export default picture<typeof Solution>({
  title: "Your fan of 9 rays",
  async draw({ answer }) {
    const rays = await pairs(answer.makeRays1d(9, 1));
    const fan = rays.flatMap(([origin, through], i): plots.Shape[] => [
      { line: [origin, pastScreen(origin, through, 3.3)], pen: "faint", width: 1.5 },
      { line: [origin, through], pen: "first", width: 2 },
      { dot: through, pen: "second", size: 5 },
      { word: String(i), at: [through[0] + 0.06, through[1]], pen: "plain" },
    ]);
    const screen: plots.Shape = {
      line: [
        [1, -1],
        [1, 1],
      ],
      pen: "plain",
      width: 3,
    };
    return plots.diagram([screen, ...fan], {
      title: "Rays from the camera through the screen at x = 1",
      x: [-0.15, 3.2],
      y: [-1.05, 1.05],
      legend: ["x to the right, y upwards: 9 rays through the screen at x = 1"],
    });
  },
});
