export const BACKENDS = ["tensorflow", "webgpu", "wasm", "cpu"] as const;
/** Where tensors live. `tensorflow` is @tensorflow/tfjs-node-gpu, on a CUDA device or on the processor. */
export type BackendName = (typeof BACKENDS)[number];

/**
 * How trying to start one backend ended. `why` is one plain sentence; a refusal's says what to type, where
 * that helps.
 */
export type Outcome =
  | { readonly kind: "started"; readonly why: string }
  | { readonly kind: "refused"; readonly why: string };

export const started = (why: string): Outcome => ({ kind: "started", why });
export const refused = (why: string): Outcome => ({ kind: "refused", why });

/** The first line of an error's message, for a sentence of ours to end with. */
export function reasonOf(error: unknown): string {
  const message =
    error instanceof Error ? error.message : String((error as { message?: unknown })?.message ?? error);
  return (message.split("\n").find((line) => line.trim() !== "") ?? "no reason given")
    .trim()
    .replace(/[.:]$/, "");
}
