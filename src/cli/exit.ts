/** Exit codes, the same for every command: done or passed, not passed, could not be done. */
export const EXIT = { ok: 0, failed: 1, couldNot: 2 } as const;

/** Ends a command with a sentence for the person who typed it. Thrown by commands, printed by main. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.couldNot) {
    super(message);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}
