import type { DataType, TensorInfo } from "#tfjs";
import { viewed } from "../registry.ts";
import { sizeOf } from "../shapes.ts";

interface Uniform {
  readonly type: "int32" | "float32";
  readonly data: readonly number[];
}

interface Program {
  readonly variableNames: readonly string[];
  readonly outputShape: readonly number[];
  readonly dispatchLayout: { readonly x: readonly number[] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number];
  readonly size: true;
  readonly uniforms?: string;
  readonly shaderKey: string;
  getUserCode(): string;
}

/** The parts of the webgpu backend that its own types keep private. */
export interface WebgpuBackend {
  readonly tensorMap: { get(dataId: object): { readonly values?: ArrayLike<number> | null } };
  makeTensorInfo(shape: number[], dtype: DataType, values?: Int32Array): TensorInfo;
  runWebGPUProgram(
    program: Program,
    inputs: readonly TensorInfo[],
    dtype: DataType,
    uniforms?: readonly Uniform[],
    output?: TensorInfo,
  ): TensorInfo;
  read(dataId: object): Promise<ArrayLike<number>>;
  disposeData(dataId: object, force?: boolean): boolean;
}

/** Threads of one workgroup; each computes one entry. */
const WORKGROUP = 64;

export interface Shader {
  /** Names the pipeline in the backend's cache: the same name has to mean the same code. */
  readonly name: string;
  /** Names of the inputs' buffers in WGSL, in their order. */
  readonly inputs: readonly string[];
  /** WGSL at module level. */
  readonly functions?: string;
  /** WGSL that computes entry `index` and stores it as `result[index]`. */
  readonly body: string;
  /** Declarations of further uniforms, `slot : i32, `. */
  readonly uniforms?: string;
}

/** Runs a shader of our own once for each of `count` indices, by default for each entry of its output. */
export function runShader(
  backend: unknown,
  { name, inputs: variableNames, functions = "", body, uniforms }: Shader,
  inputs: readonly TensorInfo[],
  output: { readonly shape: readonly number[]; readonly dtype: DataType },
  own: { readonly count?: number; readonly uniforms?: readonly Uniform[]; readonly into?: TensorInfo } = {},
): TensorInfo {
  const count = own.count ?? sizeOf(output.shape);
  const program: Program = {
    variableNames,
    outputShape: [...output.shape],
    dispatchLayout: { x: output.shape.map((_, axis) => axis) },
    dispatch: [Math.ceil(count / WORKGROUP), 1, 1],
    workgroupSize: [WORKGROUP, 1, 1],
    size: true,
    ...(uniforms !== undefined && { uniforms }),
    shaderKey: `arena_${name}`,
    getUserCode: () => `${functions}\nfn main(index : i32) {\n${body}\n}`,
  };
  return (backend as WebgpuBackend).runWebGPUProgram(program, inputs, output.dtype, own.uniforms, own.into);
}

/** A shader that computes each entry of a float32 tensor from the one at its place; `code` returns f(a). */
export function runUnary(backend: unknown, name: string, code: string, x: TensorInfo): TensorInfo {
  const flat = [sizeOf(x.shape)];
  const result = runShader(
    backend,
    {
      name,
      inputs: ["A"],
      functions: `fn entry(a : f32) -> f32 {\n${code}\n}`,
      body: "if (index < uniforms.size) { result[index] = entry(A[index]); }",
    },
    [viewed(x, flat)],
    { shape: flat, dtype: "float32" },
  );
  return { ...result, shape: x.shape };
}

/** `vec3<i32>(...)` in WGSL, or what tfjs calls it beyond four axes. */
export function coordinates(parts: readonly string[]): string {
  if (parts.length === 1) return parts[0] as string;
  return `${parts.length > 4 ? `vec${parts.length}` : `vec${parts.length}<i32>`}(${parts.join(", ")})`;
}

/** One coordinate of a vector in WGSL, by the names that tfjs gives the axes. */
export function coordinate(vector: string, axis: number, rank: number): string {
  return rank === 1 ? vector : `${vector}.${"xyzwuv"[axis]}`;
}
