import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { reshaped, sameShape } from "../shape/reshaped.ts";
import type { Plan } from "./plan.ts";

/** Reduces the given axes of a tensor away. */
export type Reducer = (x: Tensor, axes: number[]) => Tensor;

/** Carries a plan out with differentiable operations, leaving out the steps that would change nothing. */
export function applyPlan(x: Tensor, plan: Plan, reducer: Reducer): Tensor {
  let y = reshaped(x, plan.split);
  if (plan.reduced.length > 0) y = reducer(y, [...plan.reduced]);
  if (plan.order.some((axis, i) => axis !== i)) y = tf.transpose(y, [...plan.order]);
  if (!sameShape(plan.opened, plan.filled)) y = tf.broadcastTo(reshaped(y, plan.opened), [...plan.filled]);
  y = reshaped(y, plan.merged);
  return y === x ? tf.clone(x) : y; // never the input itself: disposing the result must leave the input alone
}
