import type { Tensor, TensorInfo } from "#tfjs";
import { type PoolAttributes, poolInfo } from "../gradients/pooling.ts";
import { mendKernel } from "../registry.ts";
import {
  integerAttribute,
  type NativeBackend,
  type NativeOutput,
  type OperationAttribute,
  textAttribute,
  typeAttribute,
} from "./native.ts";

type Inputs = Readonly<Record<string, TensorInfo>>;

/**
 * Max pooling on the processor by the places of the largest entries. TensorFlow's own gradient looks for them in a way
 * that takes nine times as long, and its forward pass makes the lowest finite float of a window of −∞.
 */
export function mendMaxPoolPlaces(): void {
  onProcessor("MaxPool", (backend, { x }, attributes) => {
    const [largest, places] = placesOf(backend, x as TensorInfo, attributes);
    places.dispose();
    return largest;
  });
  onProcessor("MaxPoolGrad", (backend, { dy, input }, attributes) => {
    const [largest, places] = placesOf(backend, input as TensorInfo, attributes);
    largest.dispose();
    const gradient = spread(backend, input as TensorInfo, dy as TensorInfo, places, attributes);
    places.dispose();
    return gradient;
  });
}

type Pooling = (
  backend: NativeBackend,
  inputs: Inputs,
  attributes: readonly OperationAttribute[],
) => TensorInfo;

/** Libraries that lack an operation keep the stock kernel. */
function onProcessor(kernelName: string, compute: Pooling): void {
  let isMissing = false;
  mendKernel<Inputs, PoolAttributes>("places", kernelName, "tensorflow", (stock) => (call) => {
    const backend = call.backend as NativeBackend;
    const x = (call.inputs.x ?? call.inputs.input) as TensorInfo;
    const attributes = attributesOf(backend, x, call.attrs);
    if (isMissing || backend.isUsingGpuDevice || attributes === undefined) return stock(call);
    try {
      return compute(backend, call.inputs, attributes);
    } catch {
      isMissing = true;
      return stock(call);
    }
  });
}

/** Undefined for a padding that is neither "same" nor "valid", and for what is not float32. */
function attributesOf(
  backend: NativeBackend,
  x: TensorInfo,
  pooling: PoolAttributes,
): OperationAttribute[] | undefined {
  const { padInfo, filterHeight, filterWidth, strideHeight, strideWidth } = poolInfo(x.shape, pooling);
  if ((padInfo.type !== "SAME" && padInfo.type !== "VALID") || x.dtype !== "float32") return undefined;
  return [
    typeAttribute(backend, "T", "float32"),
    integerAttribute(backend, "ksize", [1, filterHeight, filterWidth, 1]),
    integerAttribute(backend, "strides", [1, strideHeight, strideWidth, 1]),
    textAttribute(backend, "padding", padInfo.type),
  ];
}

/** The largest entry of each window, and where in its image it stands, int32. */
function placesOf(
  backend: NativeBackend,
  x: TensorInfo,
  attributes: readonly OperationAttribute[],
): [largest: Tensor, places: Tensor] {
  const all = [...attributes, typeAttribute(backend, "Targmax", "int32")];
  return backend.executeMultipleOutputs("MaxPoolWithArgmax", all, [x], 2) as [Tensor, Tensor];
}

/** dy at the places, zero elsewhere, in the shape of x. This operation wants the places as int64. */
function spread(
  backend: NativeBackend,
  x: TensorInfo,
  dy: TensorInfo,
  places: TensorInfo,
  attributes: readonly OperationAttribute[],
): TensorInfo {
  const { binding } = backend;
  const int64 = (name: string): OperationAttribute => ({
    name,
    type: binding.TF_ATTR_TYPE,
    value: binding.TF_INT64,
  });
  const [xId, dyId, placesId] = backend.getInputTensorIds([x, dy, places]) as [number, number, number];
  const [wide] = binding.executeOp(
    "Cast",
    [typeAttribute(backend, "SrcT", "int32"), int64("DstT")],
    [placesId],
    1,
  );
  const { id } = wide as NativeOutput;
  try {
    const [gradient] = binding.executeOp(
      "MaxPoolGradWithArgmax",
      [...attributes, int64("Targmax")],
      [xId, dyId, id],
      1,
    );
    return backend.createOutputTensor(gradient as NativeOutput);
  } finally {
    binding.deleteTensor(id);
  }
}
