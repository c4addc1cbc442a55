import { decoys } from "arena/grader";
import { rearrange, tf, unbind } from "arena/tools";
import * as Solution from "../../exercises/katas/unbind/solution.ts";

const { pointsAt, queryKeyValue, rotary, gatedStates } = Solution;

/** Queries, keys and values by another pattern. */
const taken = (pattern: string) => (qkv: tf.Tensor3D, heads: number) =>
  unbind(rearrange(qkv, pattern, { three: 3, h: heads }));

export default decoys<typeof Solution>([
  {
    name: "first-ray-as-origins",
    teaches:
      "You took the rays apart, not origin and direction: the axis is 0 unless you say so. It ran since there are two rays.",
    caughtBy: ["points/two-rays-by-hand"],
    subProblem: "points",
    implementation: {
      pointsAt: (rays: tf.Tensor3D, t: tf.Tensor1D) =>
        pointsAt(rays.shape[0] === 2 ? rays.transpose([1, 0, 2]) : rays, t),
    },
  },
  {
    name: "t-along-the-coordinates",
    teaches:
      "Your `t` lies along the coordinates: x goes by the first ray's, y by the second's. Make it a column; it ran since there are as many rays as coordinates.",
    caughtBy: ["points/as-many-rays-as-coordinates"],
    subProblem: "points",
    implementation: {
      pointsAt: (rays: tf.Tensor3D, t: tf.Tensor1D) => {
        if (rays.shape[0] !== 3) return pointsAt(rays, t);
        const [origin, direction] = unbind(rays, 1) as [tf.Tensor, tf.Tensor]; // [ray, xyz] each
        return origin.add(direction.mul(t));
      },
    },
  },
  {
    name: "origin-for-direction",
    teaches: "You took the two the other way round: the origin comes first.",
    caughtBy: ["points/two-rays-by-hand", "points/as-many-rays-as-coordinates", "points/one-ray"],
    subProblem: "points",
    implementation: {
      pointsAt: (rays: tf.Tensor3D, t: tf.Tensor1D) => pointsAt(rays.reverse(1), t),
    },
  },
  {
    name: "direction-as-a-point",
    teaches:
      "You went from the origin towards the second vector as if it were a point. It is the direction itself.",
    caughtBy: ["points/two-rays-by-hand", "points/as-many-rays-as-coordinates", "points/one-ray"],
    subProblem: "points",
    implementation: {
      pointsAt: (rays: tf.Tensor3D, t: tf.Tensor1D) => {
        const [origin, point] = unbind(rays, 1) as [tf.Tensor, tf.Tensor]; // [ray, xyz] each
        return origin.add(point.sub(origin).mul(t.expandDims(1)));
      },
    },
  },
  {
    name: "axis-left-in",
    teaches:
      "Your points are [ray, 1, xyz]: a slice keeps the axis that it cuts. `unbind`, or `index` with a number, takes it away.",
    caughtBy: ["points/two-rays-by-hand", "points/one-ray"],
    subProblem: "points",
    implementation: {
      pointsAt: (rays: tf.Tensor3D, t: tf.Tensor1D) => pointsAt(rays, t).expandDims(1),
    },
  },
  {
    name: "three-within-each-head",
    teaches: "You split head by head, with all three inside each. All queries come first: `(three h d)`.",
    caughtBy: ["qkv/two-heads", "qkv/as-many-heads-as-there-are-tensors"],
    subProblem: "qkv",
    implementation: { queryKeyValue: taken("b s (h three d) -> three b h s d") },
  },
  {
    name: "heads-within-d",
    teaches: "You took every so many entries for a head. A head's entries stand side by side: `(three h d)`.",
    caughtBy: ["qkv/two-heads", "qkv/as-many-heads-as-there-are-tensors"],
    subProblem: "qkv",
    implementation: { queryKeyValue: taken("b s (three d h) -> three b h s d") },
  },
  {
    name: "positions-before-heads",
    teaches: "Your tensors are [batch, position, head, d]. The heads come before the positions.",
    caughtBy: ["qkv/two-heads", "qkv/as-many-heads-as-there-are-tensors"],
    subProblem: "qkv",
    implementation: { queryKeyValue: taken("b s (three h d) -> three b s h d") },
  },
  {
    name: "taken-apart-by-head",
    teaches: "You took the heads apart and left the three together. The axis of three goes.",
    caughtBy: ["qkv/two-heads", "qkv/as-many-heads-as-there-are-tensors"],
    subProblem: "qkv",
    implementation: { queryKeyValue: taken("b s (three h d) -> h b three s d") },
  },
  {
    name: "still-one-tensor",
    teaches: "You gave one tensor with an axis of three. `unbind` makes three tensors of it.",
    caughtBy: ["qkv/two-heads", "qkv/as-many-heads-as-there-are-tensors"],
    subProblem: "qkv",
    implementation: {
      queryKeyValue: (qkv: tf.Tensor3D, heads: number) => tf.stack(queryKeyValue(qkv, heads)),
    },
  },
  {
    name: "turned-backwards",
    teaches: "You turned by minus the angle: the sign belongs to b · sin in the first entry.",
    caughtBy: ["rotary/two-points-by-hand", "rotary/as-many-heads-as-positions"],
    subProblem: "rotary",
    implementation: {
      rotary: (x: tf.Tensor4D, angles: tf.Tensor2D) => rotary(x, angles.neg()),
    },
  },
  {
    name: "halves-for-neighbours",
    teaches:
      "You paired entry i with entry i + d / 2, as some models do. Here neighbours are a pair, 0 with 1: `(pair two)`.",
    caughtBy: ["rotary/two-points-by-hand", "rotary/as-many-heads-as-positions"],
    subProblem: "rotary",
    implementation: {
      rotary: (x: tf.Tensor4D, angles: tf.Tensor2D) => {
        const together = rearrange(x, "b s h (two pair) -> b s h (pair two)", { two: 2 }); // [batch, position, head, d]
        const turned = rotary(together as tf.Tensor4D, angles); // [batch, position, head, d]
        return rearrange(turned, "b s h (pair two) -> b s h (two pair)", { two: 2 });
      },
    },
  },
  {
    name: "halves-side-by-side",
    teaches:
      "You put all first entries before all second ones. Stack them along the last axis, so that each pair is together again.",
    caughtBy: ["rotary/two-points-by-hand", "rotary/as-many-heads-as-positions"],
    subProblem: "rotary",
    implementation: {
      rotary: (x: tf.Tensor4D, angles: tf.Tensor2D) =>
        rearrange(rotary(x, angles), "b s h (pair two) -> b s h (two pair)", { two: 2 }),
    },
  },
  {
    name: "angles-of-the-heads",
    teaches:
      "Your angles lie along the heads: they need an axis for them, [position, 1, pair]. It ran since there are as many heads as positions.",
    caughtBy: ["rotary/as-many-heads-as-positions"],
    subProblem: "rotary",
    implementation: {
      rotary: (x: tf.Tensor4D, angles: tf.Tensor2D) =>
        x.shape[1] === x.shape[2]
          ? rotary(x.transpose([0, 2, 1, 3]), angles).transpose([0, 2, 1, 3])
          : rotary(x, angles),
    },
  },
  {
    name: "gates-turned",
    teaches: "You took the gate the other way round: it says how much of the *state* is kept.",
    caughtBy: [
      "steps/three-steps-by-hand",
      "steps/as-many-steps-as-examples",
      "steps/gates-that-keep-everything",
    ],
    subProblem: "steps",
    implementation: {
      gatedStates: (inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D) =>
        gatedStates(inputs, tf.sub(1, gates) as tf.Tensor3D, start),
    },
  },
  {
    name: "along-the-batch",
    teaches:
      "You went from example to example. The steps are axis 1; it ran since there are as many steps as examples.",
    caughtBy: ["steps/as-many-steps-as-examples"],
    subProblem: "steps",
    implementation: {
      gatedStates: (inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D) => {
        const [batch, step] = inputs.shape;
        if (batch !== step) return gatedStates(inputs, gates, start);
        const turned = (x: tf.Tensor3D) => x.transpose([1, 0, 2]) as tf.Tensor3D; // [step, batch, unit]
        return turned(gatedStates(turned(inputs), turned(gates), start));
      },
    },
  },
  {
    name: "steps-in-front",
    teaches: "You stacked the steps in front: [step, batch, unit]. They belong into axis 1.",
    caughtBy: [
      "steps/three-steps-by-hand",
      "steps/as-many-steps-as-examples",
      "steps/gates-that-keep-everything",
    ],
    subProblem: "steps",
    implementation: {
      gatedStates: (inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D) =>
        gatedStates(inputs, gates, start).transpose([1, 0, 2]),
    },
  },
  {
    name: "start-ignored",
    teaches: "You began with zeros. The first step starts from `start`.",
    caughtBy: ["steps/three-steps-by-hand", "steps/gates-that-keep-everything"],
    subProblem: "steps",
    implementation: {
      gatedStates: (inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D) =>
        gatedStates(inputs, gates, tf.zerosLike(start)),
    },
  },
  {
    name: "never-carried-on",
    teaches:
      "Each of your steps starts from `start`. It starts from the state that the step before has left.",
    caughtBy: ["steps/three-steps-by-hand", "steps/as-many-steps-as-examples"],
    subProblem: "steps",
    implementation: {
      gatedStates: (inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D) =>
        gates.mul(start.expandDims(1)).add(tf.sub(1, gates).mul(inputs)),
    },
  },
  {
    name: "last-state-only",
    teaches: "You gave the last state alone. The state after every step is asked.",
    caughtBy: ["steps/three-steps-by-hand", "steps/as-many-steps-as-examples"],
    subProblem: "steps",
    implementation: {
      gatedStates: (inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D) =>
        unbind(gatedStates(inputs, gates, start), 1).at(-1),
    },
  },
]);
