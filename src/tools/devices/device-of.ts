import type { Tensor } from "#tfjs";
import { engine } from "../../runtime/engine.ts";

/**
 * The device that holds a tensor's numbers, by its backend's name; undefined where none does. Where we are says nothing of
 * that: an operation on a tensor that lies elsewhere, even a clone, would move the tensor itself.
 */
export function deviceOf(tensor: Tensor): string | undefined {
  const place = engine.state.tensorInfo.get(tensor.dataId)?.backend;
  return Object.keys(engine.registry).find((name) => engine.registry[name] === place);
}
