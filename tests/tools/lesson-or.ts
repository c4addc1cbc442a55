import { expect } from "vitest";
import { ToolError } from "../../src/tools/lesson.ts";

/** What a tool gives, or undefined where it explains with a sentence why not. Whatever else it throws is a fault. */
export function resultOrLesson<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (thrown) {
    if (!(thrown instanceof ToolError)) throw thrown;
    expect(thrown.message).toMatch(/^\w+: .*[.?!…]/s);
    return undefined;
  }
}
