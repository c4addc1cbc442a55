import { spawnSync } from "node:child_process";

/** The Python to use, and whether it can import torch. */
export function python(): { readonly command: string; readonly hasTorch: boolean } {
  const command = process.env.PYTHON ?? "python3";
  const { status } = spawnSync(command, ["-c", "import torch"], { stdio: "ignore" });
  return { command, hasTorch: status === 0 };
}
