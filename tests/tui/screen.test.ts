import { PassThrough, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import type { Action } from "../../src/tui/keys.ts";
import { reduce } from "../../src/tui/reducer.ts";
import { type Screen, startScreen } from "../../src/tui/screen.tsx";
import type { WatchState } from "../../src/tui/state.ts";
import { ASCII } from "../../src/tui/text/glyphs.ts";
import { names, passing, play, run, states } from "./fixtures.ts";

/** A terminal's two ends in memory: what is written to it, and keys typed into it. */
class Terminal {
  written = "";
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  rawMode = false;
  readonly #input = new PassThrough();

  constructor(columns = 100, rows = 30) {
    const output = new Writable({
      write: (chunk, _encoding, done) => {
        this.written += String(chunk);
        done();
      },
    });
    this.stdout = Object.assign(output, { isTTY: true, columns, rows }) as unknown as NodeJS.WriteStream;
    const setRawMode = (on: boolean) => {
      this.rawMode = on;
    };
    this.stdin = Object.assign(this.#input, {
      isTTY: true,
      setRawMode,
      ref() {},
      unref() {},
    }) as unknown as NodeJS.ReadStream;
  }

  async type(keys: string): Promise<void> {
    this.#input.write(keys);
    await pause(60);
  }

  take(): string {
    const text = stripVTControlCharacters(this.written);
    this.written = "";
    return text;
  }
}

interface Running {
  readonly screen: Screen;
  readonly terminal: Terminal;
  readonly actions: Action[];
  readonly paints: number[];
}

let running: Running | undefined;

afterEach(() => running?.screen.stop());

async function start(initial: WatchState, onExit: () => void = () => {}): Promise<Running> {
  const terminal = new Terminal();
  const actions: Action[] = [];
  const paints: number[] = [];
  const screen = startScreen({
    initial,
    onExit,
    onKey: (action) => actions.push(action),
    onPaint: (at) => paints.push(at),
    appearance: { glyphs: ASCII, colour: false },
    stdout: terminal.stdout,
    stdin: terminal.stdin,
  });
  running = { screen, terminal, actions, paints };
  await screen.painted();
  return running;
}

describe("the screen", () => {
  test("draws its first state and then only what changes", async () => {
    const { screen, terminal } = await start(states.wrongShape);
    expect(terminal.take()).toContain("5 of 7 cases pass");
    screen.update(play(states.wrongShape, { type: "notice", text: "Saved." }));
    await screen.painted();
    const second = terminal.take();
    expect(second).toContain("Saved.");
    expect(second).not.toContain("CNNs and ResNets");
  });

  test("says above the keys that a backend failed, until the next save", async () => {
    const { screen, terminal } = await start(states.waiting);
    const failed = { type: "backend-failed" as const, run: 1, notice: "The backend webgpu failed." };
    const [first, ...rest] = run(
      1,
      "passed",
      names.map((name) => passing(name.id)),
    );
    const state = play(states.waiting, first as never, failed, ...rest);
    screen.update(state);
    await screen.painted();
    expect(terminal.take()).toContain("The backend webgpu failed.");
    screen.update(play(state, { type: "save-seen" }));
    await screen.painted();
    expect(terminal.take()).not.toContain("The backend webgpu failed.");
  });

  test("has written a finished run before painted() resolves", async () => {
    const { screen, terminal } = await start(states.waiting);
    let state = states.waiting;
    for (const event of run(
      1,
      "passed",
      names.map((name) => passing(name.id)),
    )) {
      state = reduce(state, event);
      screen.update(state);
    }
    await screen.painted();
    expect(terminal.take()).toContain("all 7 cases pass");
  });

  test("shares one frame among verdicts that come together", async () => {
    const { screen, paints } = await start(states.waiting);
    const before = paints.length;
    let state = states.waiting;
    for (const event of run(
      1,
      "failed",
      names.map((name) => passing(name.id)),
    )) {
      state = reduce(state, event);
      screen.update(state);
    }
    await screen.painted();
    await pause(60);
    expect(paints.length - before).toBeLessThanOrEqual(3);
  });

  test("hands out what keys mean, several at a time too", async () => {
    const { terminal, actions } = await start(states.wrongShape);
    await terminal.type("hn");
    await terminal.type("\u001b[C");
    await terminal.type("\u0003");
    expect(actions).toEqual([{ kind: "hint" }, { kind: "next" }, { kind: "next" }, { kind: "quit" }]);
  });

  test("scrolls to where there is something to see, and stays silent at the end", async () => {
    const { screen, terminal, actions } = await start(states.page);
    await terminal.type("j");
    await terminal.type("\u001b[6~");
    expect(actions).toEqual([
      { kind: "scroll", to: 1 },
      { kind: "scroll", to: expect.any(Number) },
    ]);
    actions.length = 0;
    screen.update(play(states.page, { type: "scrolled", to: 9999 }));
    await screen.painted();
    await terminal.type("j");
    expect(actions).toEqual([]);
  });

  test("does not press keys for a text that is pasted", async () => {
    const { terminal, actions } = await start(states.wrongShape);
    await terminal.type("\u001b[200~rm -x hints\u001b[201~");
    expect(actions).toEqual([]);
  });

  test("draws nothing while nothing happens", async () => {
    const { terminal, paints } = await start(states.wrongShape);
    await pause(50);
    terminal.take();
    const before = paints.length;
    await pause(1200);
    expect(paints.length).toBe(before);
    expect(terminal.take()).toBe("");
  });

  test("opens the door of a passed room once and then rests", async () => {
    const { screen, paints } = await start(states.wrongShape);
    screen.update(states.passed);
    await pause(1200);
    const opened = paints.length;
    expect(opened).toBeGreaterThan(3);
    await pause(700);
    expect(paints.length).toBe(opened);
  });

  test("counts up while a run takes long", async () => {
    const { terminal } = await start(states.grading);
    await pause(1100);
    expect(terminal.take()).toMatch(/\b1\.\d s\b/);
  });

  test("follows a window that changes its size", async () => {
    const { screen, terminal } = await start(states.wrongShape);
    terminal.take();
    Object.assign(terminal.stdout, { columns: 40, rows: 20 });
    terminal.stdout.emit("resize");
    await screen.painted();
    expect(terminal.take()).toContain("0.2 > ReLU");
  });

  test("lends the terminal and draws everything anew afterwards", async () => {
    const { screen, terminal } = await start(states.wrongShape);
    terminal.take();
    await screen.suspendFor(() => {
      expect(terminal.rawMode).toBe(false);
      terminal.stdout.write("an editor");
      screen.update(play(states.wrongShape, { type: "notice", text: "Saved meanwhile." }));
    });
    await screen.painted();
    const text = terminal.take();
    expect(text.indexOf("an editor")).toBeLessThan(text.indexOf("5 of 7 cases pass"));
    expect(text).toContain("Saved meanwhile.");
    expect(terminal.rawMode).toBe(true);
  });

  test("restores the terminal when it stops, once", async () => {
    let exits = 0;
    const { screen, terminal } = await start(states.wrongShape, () => exits++);
    expect(terminal.written).toContain("\u001b[?1049h");
    await screen.stop();
    await screen.stop();
    expect(terminal.written).toContain("\u001b[?1049l");
    expect(terminal.written).toContain("\u001b[?25h");
    expect(terminal.rawMode).toBe(false);
    expect(exits).toBe(1);
  });
});

describe("a picture that moves", () => {
  const frames = [0, 120, 255].map((grey) => ({
    width: 8,
    height: 8,
    pixels: new Uint8Array(8 * 8 * 3).fill(grey),
  }));
  const film = { frames, milliseconds: 1 };
  const drawn = {
    kind: "picture",
    picture: { kind: "raster", title: "A film", paper: film, screen: film, legend: [] },
  } as const;
  const watched = play(
    states.waiting,
    { type: "run-started", run: 1, hash: "a".repeat(64), cases: names },
    ...run(
      1,
      "passed",
      names.map((name) => passing(name.id)),
    ).slice(1),
    { type: "drawn", run: 1, drawn, path: "film.gif" },
    { type: "overlay-opened", overlay: { kind: "picture" } },
  );

  test("plays, ten frames a second at most, and stops at a key", async () => {
    const { terminal, paints } = await start(watched);
    const before = paints.length;
    await pause(450);
    const played = paints.length - before;
    expect(played).toBeGreaterThanOrEqual(2);
    expect(played).toBeLessThanOrEqual(6);
    await terminal.type("j");
    await pause(50);
    terminal.take();
    await pause(400);
    expect(terminal.take()).toBe("");
  });

  test("rests after three rounds, and plays again when it is opened again", async () => {
    const { screen, terminal } = await start(watched);
    await pause(1300);
    terminal.take();
    await pause(400);
    expect(terminal.take()).toBe("");
    screen.update(reduce(watched, { type: "overlay-closed" }));
    await screen.painted();
    screen.update(watched);
    await screen.painted();
    terminal.take();
    await pause(400);
    expect(terminal.take()).not.toBe("");
  });
});
