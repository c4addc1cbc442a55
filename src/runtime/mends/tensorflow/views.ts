import type { TensorInfo } from "#tfjs";
import { engine } from "../../engine.ts";
import { type NativeBackend, type NativeData, typeAttribute } from "./native.ts";

/** The data of `source`, to be read with its axes in the order `perm`. */
export interface View {
  readonly source: TensorInfo;
  readonly perm: readonly number[];
}

const views = new WeakMap<object, View>();
const watched = new WeakSet<object>();

/** The view that this data still is; undefined once it was written out, and for everything else. */
export const viewOf = (info: TensorInfo): View | undefined => views.get(info.dataId);

/**
 * `source` with its axes in the order `perm`, moved only when something reads it in that order. Holds on to the source's
 * data until then.
 */
export function transposedLater(
  backend: NativeBackend,
  source: TensorInfo,
  perm: readonly number[],
): TensorInfo {
  watch(backend);
  const shape = perm.map((axis) => source.shape[axis] as number);
  const dataId = {};
  backend.move(dataId, null, shape, source.dtype, 1);
  backend.incRef(source.dataId);
  views.set(dataId, { source: { dataId: source.dataId, shape: source.shape, dtype: source.dtype }, perm });
  return { dataId, shape, dtype: source.dtype };
}

/** From here on the backend writes views out before it reads them, and lets go of their sources. */
function watch(backend: NativeBackend): void {
  if (watched.has(backend)) return;
  watched.add(backend);
  const { getInputTensorIds, readSync, disposeData } = backend;
  backend.getInputTensorIds = (tensors) => {
    for (const { dataId } of tensors) if (dataId !== undefined) writeOut(backend, dataId); // an Int64Scalar has none
    return getInputTensorIds.call(backend, tensors);
  };
  backend.readSync = (dataId) => {
    writeOut(backend, dataId);
    return readSync.call(backend, dataId);
  };
  backend.disposeData = (dataId, force) => {
    const isGone = disposeData.call(backend, dataId, force);
    if (isGone) letGo(backend, dataId);
    return isGone;
  };
}

function writeOut(backend: NativeBackend, dataId: object): void {
  const view = views.get(dataId);
  if (view === undefined) return;
  const { source, perm } = view;
  const { binding } = backend;
  const order = binding.createTensor([perm.length], binding.TF_INT32, Int32Array.from(perm));
  const attributes = [typeAttribute(backend, "T", source.dtype), typeAttribute(backend, "Tperm", "int32")];
  const ids = [...backend.getInputTensorIds([source]), order];
  const [moved] = binding.executeOp("Transpose", attributes, ids, 1) as [NativeData];
  binding.deleteTensor(order);
  backend.tensorMap.get(dataId).id = moved.id;
  letGo(backend, dataId);
}

function letGo(backend: NativeBackend, dataId: object): void {
  const view = views.get(dataId);
  if (view === undefined) return;
  views.delete(dataId);
  if (backend.disposeData(view.source.dataId)) engine.removeDataId(view.source.dataId, backend);
}
