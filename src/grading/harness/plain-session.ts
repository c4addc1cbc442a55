import { startBackend } from "../../runtime/backend.ts";
import { watchIntrinsics } from "./integrity.ts";
import { openSession } from "./session.ts";

export interface PlainSession {
  readonly room: string;
  readonly answerPath: string;
  readonly exports: readonly string[];
  readonly backend: string;
}

/** Lets a grader run under plain vitest, without a tutor: whoever writes a grader can debug it with their usual tools. */
export async function openPlainSession({ room, answerPath, exports, backend }: PlainSession): Promise<void> {
  const started = await startBackend(backend);
  openSession({
    order: {
      run: 1,
      room,
      subject: { kind: "answer" },
      seed: 0,
      answerPath,
      answerModule: answerPath,
      exports,
      caseBudget: 5000,
      diagnose: false,
      throws: true,
    },
    report: () => {},
    backend: started.name,
    firstTampering: watchIntrinsics(),
    cases: [],
    subject: {},
    solution: {},
    decoys: async () => [],
    loaded: false,
    hasShownValues: false,
  });
}
