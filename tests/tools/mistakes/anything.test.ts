import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { BackendUnavailableError, startBackend } from "../../../src/runtime/backend.ts";
import * as tools from "../../../src/tools/index.ts";

/*
 * Every tool with a call that is right, in which each argument in turn becomes something that is none: it gives a result
 * (some do take it) or a lesson, and never what JavaScript or TensorFlow.js says from somewhere inside.
 */

// biome-ignore lint/suspicious/noExplicitAny: the arguments are wrong on purpose
type Untyped = any;
type Call = readonly [run: Untyped, ...args: Untyped[]];

const t: Untyped = tools;
const { tf, nn, optim, linalg, plots, runlog, data, random }: Untyped = tools;

function callsIn(folder: string): Readonly<Record<string, Call>> {
  const x = () =>
    tf.tensor2d([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  const sq = () =>
    tf.tensor2d([
      [2, 1],
      [1, 3],
    ]);
  const img = () => tf.ones([2, 3, 8, 8]);
  const ids = () => tf.tensor1d([0, 1], "int32");
  const lin = () => new nn.Linear(3, 2);
  const opt = () => new optim.SGD(lin().parameters(), { lr: 0.1 });
  return {
    rearrange: [t.rearrange, x(), "h w -> w h", {}],
    reduce: [t.reduce, x(), "h w -> h", "mean", {}],
    repeat: [t.repeat, x(), "h w -> h w c", { c: 2 }],
    einsum: [t.einsum, "ij,kj->ik", x(), x()],
    index: [t.index, x(), 0, ":"],
    indexByMask: [t.indexByMask, x(), x().greater(1)],
    gather: [t.gather, x(), 1, tf.tensor2d([[0], [1]], [2, 1], "int32")],
    diagonal: [t.diagonal, x(), 0, 0, 1],
    where: [t.where, x().greater(1), x(), 0],
    maskedFill: [t.maskedFill, x(), x().greater(1), 0],
    flip: [t.flip, x(), 0],
    roll: [t.roll, x(), 1, 0],
    unbind: [t.unbind, x(), 0],
    sort: [t.sort, x(), -1, true],
    argsort: [t.argsort, x(), -1, true],
    triu: [t.triu, x(), 0],
    tril: [t.tril, x(), 0],
    arange: [t.arange, 0, 5, 1, "int32"],
    linspace: [t.linspace, 0, 1, 3],
    stack: [t.stack, [x(), x()], 0],
    concatenate: [t.concatenate, [x(), x()], 0],
    vstack: [t.vstack, [x(), x()]],
    squeeze: [t.squeeze, x(), 0],
    unsqueeze: [t.unsqueeze, x(), 0],
    broadcastShapes: [t.broadcastShapes, [2, 3], [3]],
    variance: [t.variance, x(), 1, {}],
    std: [t.std, x(), 1, {}],
    any: [t.any, x(), 1, {}],
    all: [t.all, x(), 1, {}],
    softmax: [t.softmax, x(), 1],
    logSoftmax: [t.logSoftmax, x(), 1],
    conv2d: [t.conv2d, img(), tf.ones([4, 3, 3, 3]), {}],
    conv1d: [t.conv1d, tf.ones([2, 3, 8]), tf.ones([4, 3, 3]), {}],
    convTranspose2d: [t.convTranspose2d, img(), tf.ones([3, 4, 3, 3]), {}],
    maxPool2d: [t.maxPool2d, img(), 2, {}],
    avgPool2d: [t.avgPool2d, img(), 2, {}],
    pad: [t.pad, x(), [1, 1], {}],
    solve: [linalg.solve, sq(), ids().toFloat()],
    inv: [linalg.inv, sq()],
    det: [linalg.det, sq()],
    cross: [linalg.cross, x(), x(), 1],
    norm: [linalg.norm, x(), 1, {}],
    qr: [linalg.qr, sq()],
    svd: [linalg.svd, sq()],
    eigh: [linalg.eigh, sq()],
    lstsq: [linalg.lstsq, sq(), ids().toFloat()],
    pinv: [linalg.pinv, sq(), {}],
    crossEntropy: [nn.functional.crossEntropy, x(), ids(), {}],
    mseLoss: [nn.functional.mseLoss, x(), x(), {}],
    bce: [nn.functional.binaryCrossEntropyWithLogits, x(), x(), {}],
    cosine: [nn.functional.cosineSimilarity, x(), x(), 1, 1e-8],
    Linear: [(...a: Untyped[]) => new nn.Linear(...a), 3, 2, true],
    Conv2d: [(...a: Untyped[]) => new nn.Conv2d(...a), 3, 4, 3, {}],
    ConvT: [(...a: Untyped[]) => new nn.ConvTranspose2d(...a), 3, 4, 3, {}],
    BatchNorm2d: [(...a: Untyped[]) => new nn.BatchNorm2d(...a), 3, {}],
    LayerNorm: [(...a: Untyped[]) => new nn.LayerNorm(...a), 3, {}],
    RMSNorm: [(...a: Untyped[]) => new nn.RMSNorm(...a), 3, {}],
    GroupNorm: [(...a: Untyped[]) => new nn.GroupNorm(...a), 1, 3, {}],
    Embedding: [(...a: Untyped[]) => new nn.Embedding(...a), 3, 4],
    Dropout: [(...a: Untyped[]) => new nn.Dropout(...a), 0.5],
    Flatten: [(...a: Untyped[]) => new nn.Flatten(...a), 1, -1],
    Unflatten: [(...a: Untyped[]) => new nn.Unflatten(...a), 1, [3]],
    MaxPool2d: [(...a: Untyped[]) => new nn.MaxPool2d(...a), 2, {}],
    AvgPool2d: [(...a: Untyped[]) => new nn.AvgPool2d(...a), 2, {}],
    Sequential: [(...a: Untyped[]) => new nn.Sequential(...a), lin(), new nn.ReLU()],
    ModuleList: [(...a: Untyped[]) => new nn.ModuleList(...a), [lin()]],
    Parameter: [(...a: Untyped[]) => new nn.Parameter(...a), x(), true],
    Buffer: [(...a: Untyped[]) => new nn.Buffer(...a), x(), true],
    LeakyReLU: [(...a: Untyped[]) => new nn.LeakyReLU(...a), 0.1],
    GELU: [(...a: Untyped[]) => new nn.GELU(...a), "tanh"],
    Softmax: [(...a: Untyped[]) => new nn.Softmax(...a), -1],
    ...Object.fromEntries(
      [
        "ReLU",
        "LeakyReLU",
        "ELU",
        "GELU",
        "SiLU",
        "Sigmoid",
        "Tanh",
        "Softplus",
        "Softmax",
        "LogSoftmax",
        "Dropout",
        "Flatten",
        "Identity",
      ].map((k: string) => [`${k}.call`, [(...a: Untyped[]) => new nn[k]().call(...a), x()]]),
    ),
    "Linear.call": [(...a: Untyped[]) => lin().call(...a), x()],
    "Conv2d.call": [(...a: Untyped[]) => new nn.Conv2d(3, 4, 3).call(...a), img()],
    "Convt.call": [(...a: Untyped[]) => new nn.ConvTranspose2d(3, 4, 3).call(...a), img()],
    "BN.call": [(...a: Untyped[]) => new nn.BatchNorm2d(3).call(...a), img()],
    "LN.call": [(...a: Untyped[]) => new nn.LayerNorm(3).call(...a), x()],
    "RMS.call": [(...a: Untyped[]) => new nn.RMSNorm(3).call(...a), x()],
    "GN.call": [(...a: Untyped[]) => new nn.GroupNorm(1, 3).call(...a), img()],
    "Emb.call": [(...a: Untyped[]) => new nn.Embedding(3, 4).call(...a), ids()],
    "MP.call": [(...a: Untyped[]) => new nn.MaxPool2d(2).call(...a), img()],
    "Unfl.call": [(...a: Untyped[]) => new nn.Unflatten(1, [3]).call(...a), x()],
    "Seq.call": [(...a: Untyped[]) => new nn.Sequential(lin(), new nn.ReLU()).call(...a), x()],
    getSubmodule: [(...a: Untyped[]) => lin().getSubmodule(...a), ""],
    registerBuffer: [(...a: Untyped[]) => lin().registerBuffer(...a), "a", x(), true],
    apply: [(...a: Untyped[]) => lin().apply(...a), () => {}],
    train: [(...a: Untyped[]) => lin().train(...a), true],
    requiresGrad_: [(...a: Untyped[]) => lin().requiresGrad_(...a), true],
    hook: [(...a: Untyped[]) => lin().registerForwardHook(...a), () => {}],
    prehook: [(...a: Untyped[]) => lin().registerForwardPreHook(...a), () => {}],
    loadStateDict: [(...a: Untyped[]) => lin().loadStateDict(...a), lin().stateDict(), {}],
    assign: [(...a: Untyped[]) => lin().weight.assign(...a), tf.ones([2, 3])],
    gradHook: [(...a: Untyped[]) => lin().weight.registerGradHook(...a), () => {}],
    accumulateGrad: [(...a: Untyped[]) => lin().weight.accumulateGrad(...a), tf.ones([2, 3])],
    ...Object.fromEntries(
      [
        ["uniform", 0, 1, {}],
        ["normal", 0, 1, {}],
        ["truncatedNormal", {}],
        ["constant", 1],
        ["zeros"],
        ["ones"],
        ["xavierUniform", {}],
        ["xavierNormal", {}],
        ["kaimingUniform", {}],
        ["kaimingNormal", {}],
        ["orthogonal", {}],
      ].map(([k, ...a]: Untyped) => [`init.${k}`, [nn.init[k], lin().weight, ...a]]),
    ),
    calculateGain: [nn.init.calculateGain, "relu", 0.1],
    clip: [nn.clipGradNorm, lin().parameters(), 1],
    detach: [t.detach, x()],
    modelHooks: [t.modelHooks, lin(), { "": () => {} }],
    seeded: [t.seeded, 0],
    trainingMode: [t.trainingMode, lin(), true],
    evalMode: [t.evalMode, lin()],
    SGD: [(...a: Untyped[]) => new optim.SGD(...a), lin().parameters(), { lr: 0.1 }],
    Adam: [(...a: Untyped[]) => new optim.Adam(...a), lin().parameters(), {}],
    StepLR: [(...a: Untyped[]) => new optim.StepLR(...a), opt(), { stepSize: 2 }],
    MultiStepLR: [(...a: Untyped[]) => new optim.MultiStepLR(...a), opt(), { milestones: [2] }],
    Exp: [(...a: Untyped[]) => new optim.ExponentialLR(...a), opt(), { gamma: 0.9 }],
    Cos: [(...a: Untyped[]) => new optim.CosineAnnealingLR(...a), opt(), { epochs: 2 }],
    Lam: [(...a: Untyped[]) => new optim.LambdaLR(...a), opt(), () => 1],
    DataLoader: [(...a: Untyped[]) => new t.DataLoader(...a), new t.TensorDataset(x()), {}],
    TensorDataset: [(...a: Untyped[]) => new t.TensorDataset(...a), x(), ids()],
    take: [(...a: Untyped[]) => new t.TensorDataset(x()).take(...a), [0]],
    sliceDs: [(...a: Untyped[]) => new t.TensorDataset(x()).slice(...a), 0, 1],
    moons: [data.moons, {}],
    spirals: [data.spirals, {}],
    glyphs: [data.glyphs, { examples: 3 }],
    random: [random, 0],
    manualSeed: [t.manualSeed, 0],
    "r.normal": [(...a: Untyped[]) => random(0).normal(...a), [2], 0, 1],
    "r.uniform": [(...a: Untyped[]) => random(0).uniform(...a), [2], 0, 1],
    "r.integers": [(...a: Untyped[]) => random(0).integers(...a), [2], 0, 3],
    "r.integer": [(...a: Untyped[]) => random(0).integer(...a), 0, 3],
    "r.categorical": [(...a: Untyped[]) => random(0).categorical(...a), x()],
    "r.permutation": [(...a: Untyped[]) => random(0).permutation(...a), 3],
    "r.shuffled": [(...a: Untyped[]) => random(0).shuffled(...a), [1, 2]],
    "r.choice": [(...a: Untyped[]) => random(0).choice(...a), [1, 2]],
    curve: [plots.curve, [1, 2], {}],
    heatMap: [plots.heatMap, x(), {}],
    histogram: [plots.histogram, [1, 2], {}],
    image: [plots.image, x(), {}],
    scatter: [plots.scatter, sq(), {}],
    bars: [plots.bars, [1, 2], {}],
    table: [plots.table, [["a"]], {}],
    gallery: [plots.gallery, tf.ones([2, 1, 3, 3]), {}],
    panels: [plots.panels, [plots.table([["a"]])], {}],
    film: [plots.film, [x()], {}],
    diagram: [plots.diagram, [], {}],
    runInit: [(...a: Untyped[]) => new runlog.Run(...a), { project: "junk", directory: folder }],
    runLog: [
      (...a: Untyped[]) => new runlog.Run({ project: "junk", directory: folder }).log(...a),
      { a: 1 },
      {},
    ],
    runWatch: [
      (...a: Untyped[]) => new runlog.Run({ project: "junk", directory: folder }).watch(...a),
      lin(),
      {},
    ],
    readRun: [runlog.readRun, folder],
    exportTB: [runlog.exportTensorBoard, folder, folder],
    encode: [t.encodeSafetensors, { a: x() }, {}],
    write: [t.writeSafetensors, join(folder, "junk.safetensors"), { a: x() }, {}],
    read: [t.readSafetensors, join(folder, "none")],
    decode: [t.decodeSafetensors, new Uint8Array(3)],
    format: [t.formatTensor, [1, 2], [2], "float32", {}],
    toDev: [t.to, "cpu", x()],
    timeOn: [t.timeOn, ["cpu"], [x()], (y: Untyped) => y],
    progressBar: [t.progressBar, "a"],
    icosphere: [t.meshes.icosphere, {}],
    torus: [t.meshes.torus, {}],
    trophy: [t.meshes.trophy, {}],
    fitted: [t.meshes.fitted, tf.ones([2, 3, 3]).mul(tf.range(0, 18).reshape([2, 3, 3])), 1],
    parseObj: [t.meshes.parseObj, "v 0 0 0"],
    parseStl: [t.meshes.parseStl, new Uint8Array(90)],
    backward: [t.backward, () => x().mean(), lin().parameters()],
  };
}

const gone = () => {
  const x = tf.ones([2, 3]);
  x.dispose();
  return x;
};

const STRANGERS: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  NaN: () => Number.NaN,
  "-1": () => -1,
  "1.5": () => 1.5,
  text: () => "x",
  true: () => true,
  "{}": () => ({}),
  "[]": () => [],
  "[1, 2]": () => [1, 2],
  promise: () => Promise.resolve(1),
  function: () => () => {},
  "disposed tensor": gone,
  scalar: () => tf.scalar(1),
  "empty tensor": () => tf.zeros([0]),
  "int32 tensor": () => tf.ones([2, 3], "int32"),
  module: () => new nn.Linear(3, 2),
  date: () => new Date(0),
  symbol: () => Symbol("s"),
  bigint: () => 5n,
};

beforeAll(() => startBackend("cpu"));

test("any argument of any tool, replaced by something that is none, gives a result or a lesson", async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const unexplained: string[] = [];
  for (const [name, [run, ...args]] of Object.entries(callsIn(mkdtempSync(join(tmpdir(), "arena-junk-")))))
    for (const place of args.keys())
      for (const [stranger, make] of Object.entries(STRANGERS)) {
        const error = await thrownBy(() => run(...args.with(place, make())));
        if (!isExplained(error))
          unexplained.push(`${name}, argument ${place}, ${stranger}: ${String(error)}`);
      }
  vi.restoreAllMocks();
  expect(unexplained).toEqual([]);
});

async function thrownBy(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  } finally {
    await startBackend("cpu"); // `to` may have gone elsewhere
  }
  return undefined;
}

const isExplained = (error: unknown): boolean =>
  error === undefined || error instanceof tools.ToolError || error instanceof BackendUnavailableError;
