import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Path of TypeScript's native compiler for this machine. It is started directly, since its JavaScript
 * launcher costs a second Node process.
 *
 * @throws where none is installed; the message is for the learner.
 */
export function nativeCompiler(): string {
  const { platform, arch } = process;
  const name = `@typescript/typescript-${platform}-${arch}`;
  try {
    const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
    const native = createRequire(typescript).resolve(`${name}/package.json`);
    return join(dirname(native), "lib", platform === "win32" ? "tsc.exe" : "tsc");
  } catch {
    throw new Error(
      `${name} is not installed. \`npm install\` in arena's folder brings it, if it exists for this machine.`,
    );
  }
}
