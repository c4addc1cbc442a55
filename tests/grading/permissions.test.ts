import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { permissionFlags } from "../../src/grading/permissions.ts";

const root = join(import.meta.dirname, "..", "..");

/** What a grading process for `backend` prints when it is asked to run `code`. */
function printed(backend: string, code: string): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...permissionFlags(root, backend, { readable: [] }), "--eval", code],
    { encoding: "utf8", cwd: root },
  );
  return stdout + stderr;
}

/** Node's permission model does not bind a thread that is started with flags of its own. */
it("a grading process on wasm may start no thread, whatever flags it is given", () => {
  const start = `
    const { Worker } = require("node:worker_threads");
    for (const options of [{ eval: true }, { eval: true, execArgv: [] }])
      try { new Worker("console.log('started')", options); } catch (error) { console.log(error.code); }`;
  expect(printed("wasm", start)).toBe("ERR_ACCESS_DENIED\nERR_ACCESS_DENIED\n");
});
