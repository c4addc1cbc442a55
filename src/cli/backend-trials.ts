import type { Trial } from "../runtime/backend.ts";

/** Which backends were tried, in order, and what came of each. */
export interface BackendTrials {
  readonly chosen: string | undefined;
  readonly tried: readonly Trial[];
  readonly problem?: string;
}

/** Tries the backends in this process. Loads the tensor library. */
export async function backendTrials(choice: string | undefined): Promise<BackendTrials> {
  const { BackendUnavailableError, startBackend } = await import("../runtime/backend.ts");
  try {
    const { name, tried } = await startBackend(choice);
    return { chosen: name, tried: withoutRepeats(tried) };
  } catch (error) {
    if (error instanceof BackendUnavailableError)
      return { chosen: undefined, tried: error.tried, problem: error.message };
    throw error;
  }
}

/** A backend that is tried twice for the same reason in vain is told once. */
function withoutRepeats(tried: readonly Trial[]): readonly Trial[] {
  return tried.filter(
    (trial, i) => tried.findIndex(({ name, why }) => name === trial.name && why === trial.why) === i,
  );
}
