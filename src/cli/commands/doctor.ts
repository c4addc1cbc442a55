import { join } from "node:path";
import type { Command } from "commander";
import type { BackendTrials } from "../backend-trials.ts";
import { checkups } from "../checkups.ts";
import { EXIT } from "../exit.ts";
import { printJson, printText } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf } from "../session.ts";

/** `arena doctor`: what works here, what does not and why. Exits 1 where something that is needed does not work. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("Node, backends, terminal, watcher, workspace: what works, and why the rest does not")
    .option("--json", "as one JSON object")
    .addHelpText("after", "\nExample:\n  $ arena doctor --backend webgpu")
    .action(async (options: { json?: boolean }, command: Command) => {
      const globals = globalsOf(command);
      const trials = await tryBackends(globals.backend);
      const checks = await checkups(globals);
      if (options.json) printJson({ checks, backends: trials });
      else
        printText(
          [...checks.map(({ name, ok, detail }) => row(name, ok, detail)), "", ...backendRows(trials)].join(
            "\n",
          ),
        );
      const sound = [...checks, ...trials.checked].every(({ ok }) => ok);
      process.exit(sound && trials.chosen !== undefined ? EXIT.ok : EXIT.failed);
    });
}

/** In a process of its own: a driver that crashes must not take the doctor along. */
async function tryBackends(choice: string | undefined): Promise<BackendTrials> {
  const { execa } = await import("execa");
  const args = [
    join(arenaRoot, "bin", "arena.js"),
    "dev",
    "backends",
    ...(choice === undefined ? [] : ["--backend", choice]),
  ];
  const { stdout, exitCode, signal, stderr } = await execa(process.execPath, args, {
    reject: false,
    timeout: 60_000,
    stdin: "ignore",
  });
  try {
    return JSON.parse(String(stdout).split("\n").at(-1) ?? "") as BackendTrials;
  } catch {
    const how = signal === undefined ? `exit code ${exitCode}` : signal;
    return {
      chosen: undefined,
      tried: [],
      checked: [],
      problem: `Trying the backends ended with ${how}. ${String(stderr).trim().slice(-300)}`,
    };
  }
}

function backendRows({ chosen, tried, checked, problem }: BackendTrials): string[] {
  const rows = tried.map((trial) =>
    row(trial.name, trial.chosen, `${trial.why} (${trial.milliseconds.toFixed(0)} ms)`),
  );
  return [
    "Backends, in the order in which they are tried",
    ...rows,
    ...checked.map(({ name, ok, detail }) => row(name, ok, detail)),
    ...(problem !== undefined && tried.length === 0 ? [`  ${problem}`] : []), // else a row has told it
    verdict(chosen, tried),
  ];
}

function verdict(chosen: string | undefined, tried: BackendTrials["tried"]): string {
  if (chosen !== undefined) return `Rooms are graded on ${chosen}.`;
  if (tried.some(({ name }) => name === "cpu")) return "No backend works.";
  return "With this choice nothing can be graded; without --backend and ARENA_BACKEND one that works is taken.";
}

function row(name: string, ok: boolean, detail: string): string {
  return `  ${ok ? "ok " : "no "} ${name.padEnd(12)} ${detail}`;
}
