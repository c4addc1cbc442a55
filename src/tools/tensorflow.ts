import type * as tfjs from "#tfjs";
import { tf as mended } from "../runtime/tf.ts";
import { einsum } from "./einsum/einsum.ts";

/**
 * TensorFlow.js, mended, as a learner imports it: `tf.matMul(...)` is a value and `tf.Tensor2D` a type, from
 * one name. What is mended against stock 4.22.0 is listed in runtime/mends/index.ts; `tf.einsum`, which stock has on two
 * backends only and without a gradient, is the tool's.
 */
export const tf: typeof mended = { ...mended, einsum: einsum as typeof mended.einsum };

/** The types of TensorFlow.js that answers and rooms name. */
export declare namespace tf {
  export type Tensor<R extends tfjs.Rank = tfjs.Rank> = tfjs.Tensor<R>;
  export type Scalar = tfjs.Scalar;
  export type Tensor1D = tfjs.Tensor1D;
  export type Tensor2D = tfjs.Tensor2D;
  export type Tensor3D = tfjs.Tensor3D;
  export type Tensor4D = tfjs.Tensor4D;
  export type Tensor5D = tfjs.Tensor5D;
  export type Tensor6D = tfjs.Tensor<tfjs.Rank.R6>;
  export type Variable<R extends tfjs.Rank = tfjs.Rank> = tfjs.Variable<R>;
  export type TensorBuffer<R extends tfjs.Rank, D extends tfjs.DataType = "float32"> = tfjs.TensorBuffer<
    R,
    D
  >;
  export type TensorLike = tfjs.TensorLike;
  export type TensorContainer = tfjs.TensorContainer;
  export type NamedTensorMap = tfjs.NamedTensorMap;
  export type DataType = tfjs.DataType;
  export type Rank = tfjs.Rank;
  export namespace Rank {
    export type R0 = tfjs.Rank.R0;
    export type R1 = tfjs.Rank.R1;
    export type R2 = tfjs.Rank.R2;
    export type R3 = tfjs.Rank.R3;
    export type R4 = tfjs.Rank.R4;
    export type R5 = tfjs.Rank.R5;
    export type R6 = tfjs.Rank.R6;
  }
  export type ShapeMap = tfjs.ShapeMap;
  export type TypedArray = tfjs.TypedArray;
}
