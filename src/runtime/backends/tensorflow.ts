import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import util from "node:util";
import * as tfjs from "#tfjs";
import { installMends } from "../mends/index.ts";
import { activate } from "./activate.ts";
import { type Outcome, reasonOf, refused, started } from "./outcome.ts";

const PACKAGE = "@tensorflow/tfjs-node-gpu";
const require = createRequire(import.meta.url);

/** `gpu` asks for a CUDA device, `any` is content with TensorFlow on the processor. */
export type Device = "gpu" | "any";

/** Starts native TensorFlow, an optional package: CUDA 11.2 with cuDNN 8.1 on Linux, else the processor. */
export async function startTensorflow(device: Device): Promise<Outcome> {
  const missing = whatIsMissing();
  if (missing !== undefined) return refused(missing);
  try {
    load();
    if (!(await activate("tensorflow"))) return refused(`${PACKAGE} loaded, but its backend did not start.`);
  } catch (error) {
    return refused(
      `${PACKAGE} is installed but did not load (${reasonOf(error)}); \`npm rebuild ${PACKAGE}\` reinstalls its library.`,
    );
  }
  const onGpu = (tfjs.backend() as unknown as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
  if (onGpu) return started("Native TensorFlow on a CUDA device.");
  if (device === "any") return started("Native TensorFlow on the processor.");
  return refused("Native TensorFlow sees no CUDA device; it needs an NVIDIA card, CUDA 11.2 and cuDNN 8.1.");
}

/**
 * Looks for the package and its native library before anything is loaded: loading costs 300 ms even where it
 * must fail. Returns a sentence that says what is missing, or undefined.
 */
function whatIsMissing(): string | undefined {
  let folder: string;
  try {
    folder = dirname(require.resolve(`${PACKAGE}/package.json`));
  } catch {
    return `The optional package ${PACKAGE} is not installed; \`npm install ${PACKAGE}@4.22.0\` installs it.`;
  }
  const lib = join(folder, "lib");
  const versions = existsSync(lib) ? readdirSync(lib) : [];
  if (versions.some((version) => existsSync(join(lib, version, "tfjs_binding.node")))) return undefined;
  return `${PACKAGE} is installed without its native library; \`npm rebuild ${PACKAGE}\` downloads it.`;
}

function load(): void {
  prepareEnvironment();
  const { warn } = console;
  console.warn = () => {}; // it registers several hundred kernels a second time and reports every one
  try {
    require(PACKAGE);
  } finally {
    console.warn = warn;
  }
  installMends(); // those kernels replaced the mended ones
}

function prepareEnvironment(): void {
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= "true"; // else it takes all of the card's memory at once
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  // 4.22.0 calls a function that Node 23 removed.
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean };
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
}
