import type { TensorInfo } from "#tfjs";
import type { WebgpuBackend } from "../shaders.ts";

/** What float32 holds exactly. */
const LIMIT = 2 ** 24;

const known = new WeakSet<object>();

/** True where an int32 tensor's values are known to be so small that float32 holds them; they are not waited for. */
export function isSmall(backend: unknown, { dataId }: TensorInfo): boolean {
  if (known.has(dataId)) return true;
  const values = (backend as WebgpuBackend).tensorMap.get(dataId)?.values;
  if (!values || !Array.prototype.every.call(values, (value: number) => Math.abs(value) <= LIMIT))
    return false;
  known.add(dataId);
  return true;
}

/** Notes that a tensor's values are small. */
export function markSmall({ dataId }: TensorInfo): void {
  known.add(dataId);
}
