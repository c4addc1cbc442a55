import { room } from "arena/grader";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-triangle/solution.ts";
import { triangleCases } from "./triangle-cases.ts";

const grader = room<typeof Solution>("0.1/raytrace-triangle");
const { subProblem } = grader;
const cases = triangleCases(grader, "raytraceTriangle");

subProblem("points", () => {
  cases.threeByHand();
  cases.one();
  cases.two();
  cases.origins();
});

subProblem("systems", () => {
  cases.scene();
  cases.lengths();
  cases.moved();
});

subProblem("singular", () => {
  cases.singular();
  cases.needle();
  cases.small();
});

subProblem("inside", () => {
  cases.behind();
  cases.thirdSide();
  cases.otherSides();
  cases.touching();
  cases.allMiss();
});
