import { room } from "arena/grader";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-triangle-fixed/solution.ts";
import { triangleCases } from "./triangle-cases.ts";

const grader = room<typeof Solution>("0.1/raytrace-triangle-fixed");
const { subProblem } = grader;
const cases = triangleCases(grader, "raytraceTriangleFixed");

subProblem("rays", () => {
  cases.threeByHand();
  cases.one();
  cases.two();
  cases.origins();
});

subProblem("systems", () => {
  cases.lengths();
  cases.otherSides();
  cases.singular();
  cases.needle();
  cases.small();
  cases.moved();
});

subProblem("behind", () => {
  cases.behind();
  cases.allMiss();
});

subProblem("parallelogram", () => {
  cases.thirdSide();
  cases.touching();
  cases.scene();
});
