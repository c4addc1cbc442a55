import type { BackendName, Trial } from "../runtime/backend.ts";

/** Which backends were tried, in order, and what came of each. */
export interface BackendTrials {
  readonly chosen: string | undefined;
  readonly tried: readonly Trial[];
  /** What came of a sample of operations on each backend that starts: one sentence each. */
  readonly checked: readonly BackendCheck[];
  readonly problem?: string;
}

interface BackendCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Tries the backends in this process. Loads the tensor library. */
export async function backendTrials(choice: string | undefined): Promise<BackendTrials> {
  const { BackendUnavailableError, startBackend } = await import("../runtime/backend.ts");
  try {
    const { name, tried } = await startBackend(choice);
    return { chosen: name, tried: withoutRepeats(tried), checked: await checksWith(name) };
  } catch (error) {
    if (error instanceof BackendUnavailableError)
      return { chosen: undefined, tried: error.tried, checked: [], problem: error.message };
    throw error;
  }
}

/** wasm is held to cpu, and what was chosen to wasm. */
async function checksWith(chosen: BackendName): Promise<BackendCheck[]> {
  const { startBackend } = await import("../runtime/backend.ts");
  const { checkOperations, checkSentence } = await import("../runtime/acceptance/check.ts");
  const pairs: [BackendName, BackendName][] = [["wasm", "cpu"]];
  if (chosen !== "wasm" && chosen !== "cpu") pairs.push([chosen, "wasm"]);
  const checks: BackendCheck[] = [];
  for (const [name, reference] of pairs) {
    await startBackend(name);
    const check = await checkOperations(name, reference);
    checks.push({ name, ok: check.faults.length === 0, detail: checkSentence(check) });
  }
  return checks;
}

/** A backend that is tried twice for the same reason in vain is told once. */
function withoutRepeats(tried: readonly Trial[]): readonly Trial[] {
  return tried.filter(
    (trial, i) => tried.findIndex(({ name, why }) => name === trial.name && why === trial.why) === i,
  );
}
