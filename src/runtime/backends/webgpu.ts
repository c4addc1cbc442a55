import { installMends } from "../mends/index.ts";
import { activate } from "./activate.ts";
import { type AdapterInfo, findAdapter } from "./adapter.ts";
import { watchDevice, watchSynchronousReads } from "./device.ts";
import { watchForMissingKernels } from "./missing-kernels.ts";
import { type Outcome, reasonOf, refused, started } from "./outcome.ts";

/**
 * `hardware` refuses an adapter that draws on the processor; `any` takes it, for tests and for who asks by
 * name.
 */
export type Adapters = "hardware" | "any";

interface Dawn {
  create(options: readonly string[]): object;
  readonly globals: object;
}

let dawn: Promise<void> | undefined;

/** Starts WebGPU through Dawn (the optional package `webgpu`), where that finds an adapter. */
export async function startWebgpu(adapters: Adapters): Promise<Outcome> {
  const finding = await findAdapter();
  if (finding.kind === "none") return refused(finding.why);
  const name = nameOf(finding.info);
  if (adapters === "hardware" && isSoftware(finding.info)) {
    return refused(
      `WebGPU finds only ${name}, which imitates a graphics card on the processor and is far slower than wasm; \`--backend webgpu\` takes it all the same.`,
    );
  }
  try {
    dawn ??= loadDawn();
    await dawn;
    await import("#tfjs-webgpu");
    installMends(); // its kernels exist only now
    if (!(await activate("webgpu")))
      return refused(`WebGPU found ${name} but no device could be opened on it.`);
  } catch (error) {
    return refused(`WebGPU found ${name} but did not start on it (${reasonOf(error)}).`);
  }
  watchDevice();
  watchSynchronousReads();
  watchForMissingKernels();
  return started(`WebGPU on ${name}.`);
}

/** Sets Dawn up as the browser's `navigator.gpu`, which also keeps its native object alive. */
async function loadDawn(): Promise<void> {
  const name = "webgpu";
  const { create, globals } = (await import(name)) as Dawn;
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis.navigator, "gpu", { value: create([]), configurable: true });
}

function nameOf(info: AdapterInfo): string {
  const words = [info.description, info.device, info.architecture, info.vendor].filter((word) => word);
  return words[0] ?? "an unnamed adapter";
}

/** lavapipe does not call itself a fallback adapter, hence the names. */
function isSoftware(info: AdapterInfo): boolean {
  if (info.isFallbackAdapter === true) return true;
  const words = [info.vendor, info.architecture, info.device, info.description].join(" ");
  return /swiftshader|llvmpipe|lavapipe|softpipe|basic render|warp|subzero|\bcpu\b/i.test(words);
}
