import { createRequire } from "node:module";
import util from "node:util";
import * as tfjs from "#tfjs";
import { installMends } from "../mends/index.ts";
import { activate } from "./activate.ts";
import { watchForMissingKernels } from "./missing-kernels.ts";
import { type Outcome, reasonOf, refused, started } from "./outcome.ts";
import { findBinding, PACKAGE, withBindingAt } from "./tensorflow-binding.ts";

const require = createRequire(import.meta.url);

/** `gpu` asks for a CUDA device, `any` is content with TensorFlow on the processor. */
export type Device = "gpu" | "any";

/** Starts native TensorFlow, an optional package: CUDA 11.2 with cuDNN 8.1 on Linux, else the processor. */
export async function startTensorflow(device: Device): Promise<Outcome> {
  const binding = findBinding();
  if (binding.kind === "missing") return refused(binding.why);
  try {
    load(binding.path);
    if (!(await activate("tensorflow"))) return refused(`${PACKAGE} loaded, but its backend did not start.`);
  } catch (error) {
    return refused(
      `${PACKAGE} is installed but did not load (${reasonOf(error)}); \`npm rebuild ${PACKAGE}\` reinstalls its library.`,
    );
  }
  watchForMissingKernels();
  const onGpu = (tfjs.backend() as unknown as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
  if (onGpu) return started("Native TensorFlow on a CUDA device.");
  if (device === "any") return started("Native TensorFlow on the processor.");
  return refused("Native TensorFlow sees no CUDA device; it needs an NVIDIA card, CUDA 11.2 and cuDNN 8.1.");
}

function load(binding: string): void {
  prepareEnvironment();
  const { warn } = console;
  console.warn = () => {}; // it registers several hundred kernels a second time and reports every one
  try {
    withBindingAt(binding, () => require(PACKAGE));
  } finally {
    console.warn = warn;
  }
  installMends(); // those kernels replaced the mended ones
}

function prepareEnvironment(): void {
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= "true"; // else it takes all of the card's memory at once
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  // 4.22.0 calls a function that Node 23 removed, and one that Node warns of.
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean; isArray: typeof Array.isArray };
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
  legacy.isArray = Array.isArray;
}
