import { startBackend } from "../runtime/backend.ts";
import { engine } from "../runtime/engine.ts";

/**
 * A file that imports the tools can be run by plain `node`: where nobody has started a backend yet, the one that starts
 * quickest is taken. A tutor's worker has started its own by then.
 */
if (!engine.backendName) await startBackend(process.env.ARENA_BACKEND || "wasm");
