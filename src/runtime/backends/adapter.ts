import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** What a graphics adapter says of itself. */
export interface AdapterInfo {
  readonly isFallbackAdapter?: boolean;
  readonly vendor?: string;
  readonly architecture?: string;
  readonly device?: string;
  readonly description?: string;
}

export type Finding =
  | { readonly kind: "found"; readonly info: AdapterInfo }
  | { readonly kind: "none"; readonly why: string };

const PATIENCE = 15_000;
const NO_ADAPTER =
  "WebGPU finds no graphics adapter; it needs a card with a Vulkan, Metal or Direct3D 12 driver.";

/** Run in a process of its own; its argument is the package's URL. Prints what the adapter says, or null. */
const PROBE = `
const { create, globals } = await import(process.argv[1]);
Object.assign(globalThis, globals);
const adapter = await create([]).requestAdapter({ powerPreference: "high-performance" });
const words = adapter && ["isFallbackAdapter", "vendor", "architecture", "device", "description"];
console.log(JSON.stringify(words && Object.fromEntries(words.map((word) => [word, adapter.info[word]]))));
process.exit(0);`;

/**
 * Looks for a graphics adapter. In another process, because drivers print warnings that cannot be kept off
 * the terminal, take seconds, and sometimes crash. In ms about 150.
 */
export async function findAdapter(): Promise<Finding> {
  let url: string;
  try {
    url = pathToFileURL(createRequire(import.meta.url).resolve("webgpu")).href;
  } catch {
    return {
      kind: "none",
      why: "The optional package webgpu is not installed; `npm install webgpu@0.6.2` installs it.",
    };
  }
  if (process.permission?.has("child") === false) return lookHere();
  try {
    const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", PROBE, url], {
      timeout: PATIENCE,
    });
    const info = JSON.parse((await run).stdout.trim().split("\n").at(-1) ?? "null") as AdapterInfo | null;
    if (info !== null) return { kind: "found", info };
    return { kind: "none", why: NO_ADAPTER };
  } catch (error) {
    return {
      kind: "none",
      why: whyItEnded(error as { signal?: string | null; code?: number | string | null }),
    };
  }
}

interface Gpu {
  requestAdapter(): Promise<{ readonly info: AdapterInfo } | null>;
}

/** Kept: Dawn crashes if it is collected while an adapter of it is alive. */
let here: Gpu | undefined;

/** In this process: a grading worker may start no other, and is itself one that may crash. */
async function lookHere(): Promise<Finding> {
  const name = "webgpu";
  const { create, globals } = (await import(name)) as {
    create(options: readonly string[]): Gpu;
    globals: object;
  };
  Object.assign(globalThis, globals);
  here ??= create([]);
  const adapter = await here.requestAdapter();
  return adapter === null ? { kind: "none", why: NO_ADAPTER } : { kind: "found", info: adapter.info };
}

function whyItEnded({ signal, code }: { signal?: string | null; code?: number | string | null }): string {
  const how = signal ? `was ended by ${signal}` : `ended with ${code ?? "no answer"}`;
  return `Looking for a graphics adapter ${how}, so WebGPU is not usable here; updating the graphics driver or \`npm install webgpu@0.6.2\` may help.`;
}
