import type { TensorInfo } from "#tfjs";
import { adopt, type KernelResult, mendKernel, viewed } from "../../registry.ts";
import { sizeOf } from "../../shapes.ts";
import { runShader, type WebgpuBackend } from "../shaders.ts";
import { isSmall, markSmall } from "./small.ts";

type Inputs = Readonly<Record<string, TensorInfo>>;
/** Some kernels have none. */
type Attributes = Readonly<Record<string, unknown>> | undefined;
type Half = "upper" | "lower";

/** Kernels that only move values, or add them up, by the inputs whose values they move; `all` of those in a list. */
const MOVERS: Readonly<Record<string, readonly string[] | "all">> = {
  Concat: "all",
  GatherNd: ["params"],
  GatherV2: ["x"],
  MirrorPad: ["x"],
  Pack: "all",
  PadV2: ["x"],
  Reverse: ["x"],
  ScatterNd: ["updates"],
  Select: ["t", "e"],
  Slice: ["x"],
  SplitV: ["x"],
  StridedSlice: ["x"],
  TensorScatterUpdate: ["tensor", "updates"],
  Tile: ["x"],
  Unpack: ["value"],
};

/** This one makes larger numbers of small ones. */
const ADDING = "ScatterNd";

/**
 * Moves int32 in two halves of 16 bits, each of which float32 holds exactly, by stock's own kernel: x is 65536 times its
 * upper half plus its lower one, and so is every copy and every sum of them, modulo 2^32. Numbers that are known to be
 * small, as indices and labels are, go as they are.
 */
export function mendIntegerMoves(): void {
  for (const [kernelName, moved] of Object.entries(MOVERS)) mendMover(kernelName, moved);
}

function mendMover(kernelName: string, moved: readonly string[] | "all"): void {
  mendKernel<Inputs, Attributes>("in halves", kernelName, "webgpu", (stock) => (call) => {
    const { inputs, attrs, backend } = call;
    const names = moved === "all" ? Object.keys(inputs) : moved;
    const parts = names.map((name) => inputs[name] as TensorInfo);
    if (parts.some(({ dtype, shape }) => dtype !== "int32" || sizeOf(shape) === 0)) return stock(call);
    if (parts.every((part) => isSmall(backend, part)) && isSmallNumber(attrs?.constantValue)) {
      const results = stock(call);
      if (kernelName !== ADDING) for (const each of asList(results)) markSmall(each);
      return results;
    }
    const move = (half: Half): KernelResult => {
      const halves = names.map((name, i) => [name, halfOf(backend, parts[i] as TensorInfo, half)] as const);
      return stock({ ...call, inputs: replaced(inputs, halves), attrs: halvedPadding(attrs, half) });
    };
    const [upper, lower] = [move("upper"), move("lower")];
    if (!Array.isArray(upper)) return joined(backend, upper, lower as TensorInfo);
    return upper.map((each, i) => joined(backend, each, (lower as TensorInfo[])[i] as TensorInfo));
  });
}

/** The same inputs, a record or a list, with some of them replaced. */
function replaced(inputs: Inputs, changes: readonly (readonly [string, TensorInfo])[]): Inputs {
  const copy = (Array.isArray(inputs) ? [...inputs] : { ...inputs }) as Record<string, TensorInfo>;
  for (const [name, info] of changes) copy[name] = info;
  return copy;
}

const HALF: Readonly<Record<Half, (value: number) => number>> = {
  upper: (value) => value >> 16,
  lower: (value) => value & 0xffff,
};

function halvedPadding(attrs: Attributes, half: Half): Attributes {
  const constantValue = attrs?.constantValue;
  return typeof constantValue === "number" ? { ...attrs, constantValue: HALF[half](constantValue) } : attrs;
}

const isSmallNumber = (value: unknown): boolean => typeof value !== "number" || Math.abs(value) <= 2 ** 24;

const asList = (results: KernelResult): readonly TensorInfo[] =>
  Array.isArray(results) ? results : [results];

function halfOf(backend: unknown, x: TensorInfo, half: Half): TensorInfo {
  const flat = [sizeOf(x.shape)];
  const code = half === "upper" ? "A[index] >> 16u" : "A[index] & 65535";
  const info = runShader(
    backend,
    { name: `int_${half}`, inputs: ["A"], body: `if (index < uniforms.size) { result[index] = ${code}; }` },
    [viewed(x, flat)],
    { shape: flat, dtype: "int32" },
  );
  return adopt({ ...info, shape: [...x.shape] });
}

function joined(backend: unknown, upper: TensorInfo, lower: TensorInfo): TensorInfo {
  const { shape } = upper;
  if (sizeOf(shape) === 0) {
    (backend as WebgpuBackend).disposeData(lower.dataId);
    return upper;
  }
  const flat = [sizeOf(shape)];
  const [high, low] = [adopt(upper), adopt(lower)];
  const info = runShader(
    backend,
    {
      name: "int_join",
      inputs: ["A", "B"],
      body: "if (index < uniforms.size) { result[index] = (A[index] << 16u) + B[index]; }",
    },
    [viewed(high, flat), viewed(low, flat)],
    { shape: flat, dtype: "int32" },
  );
  return { ...info, shape: [...shape] };
}
