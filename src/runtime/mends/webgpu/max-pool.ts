import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { type PoolAttributes, poolInfo } from "../gradients/pooling.ts";
import type { MaxPoolWithArgmaxAttributes } from "../max-pool-with-argmax.ts";
import { adopt, mendKernel, viewed } from "../registry.ts";
import { product, sizeOf } from "../shapes.ts";
import { runShader } from "./shaders.ts";

type Geometry = tfjs.backend_util.Conv2DInfo;

/**
 * Max pooling as in PyTorch: NaN wins, and of equal entries the first gets the gradient. Stock drops NaN, and gives the
 * gradient to the last.
 */
export function mendMaxPool(): void {
  mendKernel<{ x: TensorInfo }, PoolAttributes>("as in PyTorch", "MaxPool", "webgpu", (stock) => (call) => {
    const { x } = call.inputs;
    if (!isPooled(x)) return stock(call);
    return overWindows(call.backend, x, poolInfo(x.shape, call.attrs), "largest", "float32");
  });
  mendKernel<{ x: TensorInfo }, MaxPoolWithArgmaxAttributes>(
    "as in PyTorch",
    "MaxPoolWithArgmax",
    "webgpu",
    (stock) => (call) => {
      const { x } = call.inputs;
      if (!isPooled(x)) return stock(call);
      const info = poolInfo(x.shape, call.attrs);
      const winners = overWindows(call.backend, x, info, "winner", "int32");
      return [
        overWindows(call.backend, x, info, "largest", "float32"),
        call.attrs.includeBatchInIndex
          ? winners
          : tfjs.mod(adopt(winners), tfjs.scalar(product(x.shape, 1), "int32")),
      ];
    },
  );
  mendKernel<{ dy: TensorInfo; input: TensorInfo }, PoolAttributes>(
    "as in PyTorch",
    "MaxPoolGrad",
    "webgpu",
    (stock) => (call) => {
      const { dy, input } = call.inputs;
      if (!isPooled(input)) return stock(call);
      const info = poolInfo(input.shape, call.attrs);
      const winners = adopt(overWindows(call.backend, input, info, "winner", "int32"));
      return gradientOf(call.backend, dy, winners, info);
    },
  );
}

const isPooled = ({ dtype, shape }: TensorInfo): boolean => dtype === "float32" && sizeOf(shape) > 0;

const UNIFORMS = [
  ...["height", "width", "channels", "outHeight", "outWidth", "windowHeight", "windowWidth"],
  ...["strideDown", "strideAcross", "top", "left"],
]
  .map((name) => `${name} : i32, `)
  .join("");

/** Values of the uniforms, in their order. */
const uniformsOf = (info: Geometry) =>
  [
    ...[info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.padInfo.top, info.padInfo.left],
  ].map((value) => ({ type: "int32" as const, data: [value] }));

/** Each window's largest entry, or the place in the flat input where it stands; -1 where all is padding. */
function overWindows(
  backend: unknown,
  x: TensorInfo,
  info: Geometry,
  found: "largest" | "winner",
  dtype: "float32" | "int32",
): TensorInfo {
  const shader = { name: `max_pool_${found}`, inputs: ["A"], uniforms: UNIFORMS, body: windowBody(found) };
  const count = sizeOf(info.outShape);
  const input = viewed(x, [sizeOf(x.shape)]);
  const result = runShader(
    backend,
    shader,
    [input],
    { shape: [count], dtype },
    { uniforms: uniformsOf(info) },
  );
  return { ...result, shape: info.outShape };
}

const windowBody = (found: string): string => `if (index < uniforms.size) {
  let channel = index % uniforms.channels;
  let column = index / uniforms.channels % uniforms.outWidth;
  let row = index / (uniforms.channels * uniforms.outWidth) % uniforms.outHeight;
  let image = index / (uniforms.channels * uniforms.outWidth * uniforms.outHeight);
  let y = row * uniforms.strideDown - uniforms.top;
  let x = column * uniforms.strideAcross - uniforms.left;
  var winner = -1;
  var largest = -uniforms.INFINITY;
  for (var i = max(y, 0); i < min(y + uniforms.windowHeight, uniforms.height); i++) {
    for (var j = max(x, 0); j < min(x + uniforms.windowWidth, uniforms.width); j++) {
      let place = ((image * uniforms.height + i) * uniforms.width + j) * uniforms.channels + channel;
      let entry = A[place];
      if (winner < 0 || isnan(entry) || (!isnan(largest) && entry > largest)) {
        winner = place;
        largest = entry;
      }
    }
  }
  result[index] = ${found};
}`;

/** For each pixel what flows into the windows over it that it has won. */
function gradientOf(backend: unknown, dy: TensorInfo, winners: TensorInfo, info: Geometry): TensorInfo {
  const count = sizeOf(info.inShape);
  const result = runShader(
    backend,
    { name: "max_pool_gradient", inputs: ["A", "B"], uniforms: UNIFORMS, body: GRADIENT },
    [dy, winners].map((each) => viewed(each, [sizeOf(each.shape)])),
    { shape: [count], dtype: "float32" },
    { uniforms: uniformsOf(info) },
  );
  return { ...result, shape: info.inShape };
}

const GRADIENT = `if (index < uniforms.size) {
  let channel = index % uniforms.channels;
  let x = index / uniforms.channels % uniforms.width + uniforms.left;
  let y = index / (uniforms.channels * uniforms.width) % uniforms.height + uniforms.top;
  let image = index / (uniforms.channels * uniforms.width * uniforms.height);
  let firstRow = max(0, (y - uniforms.windowHeight + uniforms.strideDown) / uniforms.strideDown);
  let firstColumn = max(0, (x - uniforms.windowWidth + uniforms.strideAcross) / uniforms.strideAcross);
  var total = 0.0;
  for (var row = firstRow; row <= min(y / uniforms.strideDown, uniforms.outHeight - 1); row++) {
    for (var column = firstColumn; column <= min(x / uniforms.strideAcross, uniforms.outWidth - 1); column++) {
      let place = ((image * uniforms.outHeight + row) * uniforms.outWidth + column) * uniforms.channels + channel;
      if (B[place] == index) { total += A[place]; }
    }
  }
  result[index] = total;
}`;
