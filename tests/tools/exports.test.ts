import { expect, it } from "vitest";
import * as tools from "../../src/tools/index.ts";

const NAMES = `tf rearrange reduce repeat einsum index indexByMask gather diagonal where maskedFill argsort arange linspace stack vstack
  concatenate unbind squeeze unsqueeze broadcastShapes triu tril roll flip sort topk searchSorted bincount unique variance std any all softmax
  logSoftmax logisticRegression linalg conv1d conv2d convTranspose2d maxPool2d avgPool2d pad nn backward noGrad detach optim
  DataLoader data random manualSeed runlog plots notYet NotYetError ToolError print formatTensor`;

it.each(NAMES.split(/\s+/))("arena/tools has %s", (name) => {
  expect(tools).toHaveProperty(name);
});

it("linalg has what torch.linalg is used for", () => {
  expect(Object.keys(tools.linalg).sort()).toEqual([
    "SingularMatrixError",
    "cross",
    "det",
    "eigh",
    "inv",
    "lstsq",
    "norm",
    "pinv",
    "qr",
    "solve",
    "svd",
  ]);
});

it("tf is a value and a namespace of types", () => {
  const shapeOf = (x: tools.tf.Tensor2D): tools.tf.ShapeMap["R2"] => x.shape;
  expect(shapeOf).toBeTypeOf("function");
  expect(tools.tf.matMul).toBeTypeOf("function");
});
