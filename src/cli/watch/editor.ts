import { execa } from "execa";

/** How an attempt to open the learner's editor ended. */
export type Edited = { readonly kind: "closed" } | { readonly kind: "failed"; readonly sentence: string };

/** Opens a file in $VISUAL or $EDITOR and waits until it is closed. */
export async function edit(path: string): Promise<Edited> {
  const editor = process.env.VISUAL || process.env.EDITOR;
  if (editor === undefined || editor === "") {
    return { kind: "failed", sentence: `Set EDITOR to open files from here. This one is ${path}` };
  }
  const [command = "", ...args] = editor.split(/\s+/).filter(Boolean);
  const { failed, shortMessage } = await execa(command, [...args, path], { stdio: "inherit", reject: false });
  return failed
    ? { kind: "failed", sentence: `${editor} did not open: ${shortMessage ?? "unknown reason"}` }
    : { kind: "closed" };
}
