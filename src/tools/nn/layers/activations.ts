import { requireNumber, requireOneOf, requireWhole } from "../../arguments/number.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { logSoftmax, softmax } from "../../statistics/softmax.ts";
import { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";

/**
 * max(x, 0), entry by entry. Its gradient at 0 is 0.
 *
 * ```ts
 * new nn.ReLU().call(x); // [-1, 0, 2] -> [0, 0, 2]
 * ```
 */
export class ReLU extends Module {
  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("ReLU", x, "its input");
    return tf.relu(x); // x's shape
  }
}

/**
 * x above 0, negativeSlope · x below.
 *
 * ```ts
 * new nn.LeakyReLU(0.2).call(x); // [-1, 2] -> [-0.2, 2]
 * ```
 */
export class LeakyReLU extends Module {
  readonly negativeSlope: number;

  constructor(negativeSlope = 0.01) {
    super();
    requireNumber("LeakyReLU", "negativeSlope", negativeSlope);
    this.negativeSlope = negativeSlope;
  }

  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("LeakyReLU", x, "its input");
    return tf.leakyRelu(x, this.negativeSlope); // x's shape
  }

  override extraRepr(): string {
    return `negativeSlope=${this.negativeSlope}`;
  }
}

/**
 * x above 0, alpha · (eˣ − 1) below (Clevert et al., 2015).
 *
 * ```ts
 * new nn.ELU(0.5).call(x); // [8, 16] -> [8, 16]
 * ```
 */
export class ELU extends Module {
  readonly alpha: number;

  constructor(alpha = 1) {
    super();
    requireNumber("ELU", "alpha", alpha);
    this.alpha = alpha;
  }

  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("ELU", x, "its input");
    return tf.tidy(() => {
      const below = tf.where(x.greater(0), tf.zerosLike(x), x); // x's shape; min(x, 0) would halve the gradient at 0
      return tf.relu(x).add(below.expm1().mul(this.alpha)); // x's shape
    });
  }

  override extraRepr(): string {
    return `alpha=${this.alpha}`;
  }
}

/**
 * x · Φ(x), with Φ the normal distribution function (Hendrycks and Gimpel, 2016). "tanh" is the approximation
 * 0.5x · (1 + tanh(√(2/π) · (x + 0.044715x³))), which GPT-2 uses.
 *
 * ```ts
 * new nn.GELU("tanh").call(x); // [batch, position, hidden] -> the same shape
 * ```
 */
export class GELU extends Module {
  readonly approximate: "none" | "tanh";

  constructor(approximate: "none" | "tanh" = "none") {
    super();
    requireOneOf("GELU", "approximation", approximate, ["none", "tanh"]);
    this.approximate = approximate;
  }

  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("GELU", x, "its input");
    const balance = this.approximate === "tanh" ? balanceByTanh : balanceByErf;
    return tf.tidy(() => x.mul(0.5).mul(balance(x).add(1))); // x's shape
  }

  override extraRepr(): string {
    return `approximate="${this.approximate}"`;
  }
}

/** 2Φ(x) − 1, exactly. */
const balanceByErf = (x: tf.Tensor): tf.Tensor => x.mul(Math.SQRT1_2).erf(); // x's shape

/** 2Φ(x) − 1, nearly. */
function balanceByTanh(x: tf.Tensor): tf.Tensor {
  const cubed = x.mul(x).mul(x).mul(0.044715); // x's shape
  return x
    .add(cubed)
    .mul(Math.sqrt(2 / Math.PI))
    .tanh(); // x's shape
}

/**
 * x · sigmoid(x), also called swish.
 *
 * ```ts
 * new nn.SiLU().call(x); // [8, 16] -> [8, 16]
 * ```
 */
export class SiLU extends Module {
  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("SiLU", x, "its input");
    return tf.tidy(() => x.mul(tf.sigmoid(floats(x)))); // x's shape
  }
}

/**
 * 1 / (1 + e⁻ˣ).
 *
 * ```ts
 * new nn.Sigmoid().call(x); // [0] -> [0.5]
 * ```
 */
export class Sigmoid extends Module {
  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("Sigmoid", x, "its input");
    return tf.sigmoid(floats(x)); // x's shape
  }
}

/**
 * The hyperbolic tangent.
 *
 * ```ts
 * new nn.Tanh().call(x); // [8, 16] -> [8, 16]
 * ```
 */
export class Tanh extends Module {
  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("Tanh", x, "its input");
    return tf.tanh(floats(x)); // x's shape
  }
}

/**
 * log(1 + eˣ).
 *
 * ```ts
 * new nn.Softplus().call(x); // [0] -> [0.6931]
 * ```
 */
export class Softplus extends Module {
  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("Softplus", x, "its input");
    return tf.softplus(x); // x's shape
  }
}

/**
 * eˣ over its sum along an axis, the last one unless said otherwise.
 *
 * ```ts
 * new nn.Softmax().call(logits); // [8, 10] -> [8, 10], each row adds up to 1
 * ```
 */
export class Softmax extends Module {
  readonly axis: number;

  constructor(axis = -1) {
    super();
    requireWhole(new.target.name, "the axis", axis);
    this.axis = axis;
  }

  forward(x: tf.Tensor): tf.Tensor {
    return softmax(x, this.axis); // x's shape
  }

  override extraRepr(): string {
    return `axis=${this.axis}`;
  }
}

/**
 * The logarithm of softmax along an axis, without overflow.
 *
 * ```ts
 * new nn.LogSoftmax().call(logits); // [8, 10] -> [8, 10]
 * ```
 */
export class LogSoftmax extends Softmax {
  override forward(x: tf.Tensor): tf.Tensor {
    return logSoftmax(x, this.axis); // x's shape
  }
}

/** Whole numbers as float32, as PyTorch promotes them. */
const floats = (x: tf.Tensor): tf.Tensor => (x.dtype === "float32" ? x : x.toFloat()); // x's shape
