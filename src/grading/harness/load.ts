import { afterAll } from "vitest";
import type { Failure } from "../verdict.ts";
import { diagnoseFirstFailure } from "./diagnosis.ts";
import { failureOf, MissingExport, tampered } from "./failures.ts";
import { ranCases } from "./room.ts";
import { currentSession, type Exports, type RoomModules } from "./session.ts";

/**
 * The first line of every grader, put there when it is transformed: loads whose code this run grades. An answer that
 * throws while it is imported is reported as such, and none of its cases runs.
 */
export async function loadRoom(modules: RoomModules): Promise<void> {
  const session = currentSession();
  ranCases.length = 0;
  session.decoys = modules.decoys;
  session.picture = modules.picture;
  session.solution = await modules.solution();
  if (session.order.listDecoys === true) await listDecoys(modules);
  try {
    session.subject = await loadSubject(modules);
    const changed = session.firstTampering();
    if (changed === undefined) session.loaded = true;
    else reportLoadFailure(tampered(changed, ""));
  } catch (thrown) {
    reportLoadFailure(failureOf(thrown, "", session.order.answerPath));
  }
  afterAll(diagnoseFirstFailure, 0); // without a limit of the test runner: the supervisor has one
}

function reportLoadFailure(failure: Failure): void {
  const { order, report } = currentSession();
  report({ type: "load-failed", run: order.run, failure });
}

async function listDecoys(modules: RoomModules): Promise<void> {
  const { order, report } = currentSession();
  const decoys = (await modules.decoys()).map(({ name, caughtBy, subProblem }) => ({
    name,
    caughtBy,
    subProblem,
  }));
  report({ type: "decoys", run: order.run, decoys });
}

async function loadSubject(modules: RoomModules): Promise<Exports> {
  const { order, solution, seal } = currentSession();
  const { subject } = order;
  switch (subject.kind) {
    case "solution":
      return solution;
    case "stub":
      return guarded(await modules.stub());
    case "answer":
      seal?.();
      return guarded(await modules.answer());
    case "decoy": {
      const decoy = (await modules.decoys()).find(({ name }) => name === subject.name);
      if (decoy === undefined) throw new Error(`internal: there is no decoy ${subject.name}.`);
      return { ...solution, ...decoy.implementation };
    }
  }
}

/** The answer's exports, copied out of its module so that it cannot change them later; a missing one says so. */
function guarded(exports: Exports): Exports {
  const { order } = currentSession();
  const present = Object.keys(exports);
  const copy: Record<string, unknown> = {};
  for (const name of order.exports) {
    Object.defineProperty(copy, name, {
      enumerable: true,
      get() {
        if (!present.includes(name))
          throw new MissingExport(name, order.answerPath.split(/[\\/]/).pop() ?? "", present);
        return exports[name];
      },
    });
  }
  return copy;
}
