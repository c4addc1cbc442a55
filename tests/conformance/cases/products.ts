import type { Tensor, Tensor2D } from "#tfjs";
import { einsum } from "../../../src/tools/einsum/index.ts";
import * as linalg from "../../../src/tools/linalg/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Operations } from "./case.ts";

/** Products of matrices, einsum, linear algebra. */
export const PRODUCTS: Operations = {
  matMul:
    ({ ta = false, tb = false }) =>
    (a, b) =>
      tf.matMul(a, b, ta, tb),
  // The data of b is a right operand twice, as [2, 3] and as [3, 2].
  "matMul under two shapes": () => (a, b) => [tf.matMul(a, b), tf.matMul(tf.ones([1, 3]), b.reshape([3, 2]))],
  dot: () => (a, b) => tf.dot(a, b),
  outer: () => (a, b) => tf.outerProduct(a.as1D(), b.as1D()),
  "matrix times vector": () => (a, b) => tf.dot(a, b),
  einsum:
    ({ equation = "" }) =>
    (...operands) =>
      einsum(equation, ...operands),
  "tf.einsum":
    ({ equation = "" }) =>
    (...operands) =>
      tf.einsum(equation, ...operands),
  solve: () => (a, b) => linalg.solve(a, b),
  "solve with a pivot": () => (a, b) => linalg.solve(a, b),
  inv: () => (a) => linalg.inv(a),
  det: () => (a) => linalg.det(a),
  cross:
    ({ axis }) =>
    (a, b) =>
      linalg.cross(a, b, axis as number),
  norm:
    ({ axis, order = 2 }) =>
    (x) =>
      linalg.norm(x, axis, { order: Number(order) }),
  "eigenvalues of eigh": () => (x) => linalg.eigh(symmetric(x)).eigenvalues,
  "a function of eigh": () => (x) => {
    const { eigenvalues, eigenvectors } = linalg.eigh(symmetric(x));
    const scaled = tf.mul(eigenvectors, tf.sin(eigenvalues).expandDims(-2));
    return tf.matMul(scaled, eigenvectors, false, true);
  },
  "singular values of svd": () => (x) => linalg.svd(x).S,
  "a function of svd": () => (x) => {
    const { U, S, Vh } = linalg.svd(x);
    return tf.matMul(tf.mul(U, tf.sin(S).expandDims(-2)), Vh);
  },
  "vectors of svd": () => (x) => {
    const { U, Vh } = linalg.svd(x);
    return tf.concat([U, turned(Vh)], -2);
  },
  "q of qr": () => (x) => linalg.qr(x).Q,
  "r of qr": () => (x) => linalg.qr(x).R,
  pinv: () => (x) => linalg.pinv(x),
  lstsq: () => (a, b) => linalg.lstsq(a, b),
  "tf.linalg.gramSchmidt": () => (x) => tf.linalg.gramSchmidt(x as Tensor2D) as Tensor2D,
  "projections of qr": () => (x) => {
    const [q] = tf.linalg.qr(x) as [Tensor2D, Tensor2D];
    return tf.matMul(q, q, false, true);
  },
  bandPart:
    ({ lower = 0, upper = 0 }) =>
    (x) =>
      tf.linalg.bandPart(x, lower, upper),
};

/** The last two axes exchanged. */
function turned(x: Tensor): Tensor {
  return tf.transpose(x, [...Array(x.rank - 2).keys(), x.rank - 1, x.rank - 2]);
}

const symmetric = (x: Tensor): Tensor => tf.add(x, turned(x));
