import { describe, expect, test } from "vitest";
import { KEYS, resolveKey } from "../../src/tui/keys.ts";
import { states } from "./fixtures.ts";

const open = { overlay: undefined };

describe("the key table", () => {
  test("gives every key one meaning", () => {
    const keys = KEYS.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([
    ["n", "next"],
    ["p", "previous"],
    ["h", "hint"],
    ["t", "technique"],
    ["m", "map"],
    ["r", "run"],
    ["s", "solution"],
    ["e", "editor"],
    ["x", "reset"],
    ["d", "details"],
    ["?", "help"],
    ["q", "quit"],
    ["ctrl+c", "quit"],
    ["right", "next"],
    ["left", "previous"],
    ["up", "line-up"],
    ["k", "line-up"],
    ["down", "line-down"],
    ["j", "line-down"],
    ["pageup", "page-up"],
    ["pagedown", "page-down"],
    [" ", "page-down"],
    ["g", "top"],
    ["G", "bottom"],
    ["home", "top"],
    ["end", "bottom"],
  ])("%s asks for %s", (key, meaning) => {
    expect(resolveKey(key, open)).toBe(meaning);
  });

  test.each(["z", "N", "escape", "y", "1", "ä"])("%s means nothing", (key) => {
    expect(resolveKey(key, open)).toBeUndefined();
  });
});

describe("over the screen", () => {
  test.each(["escape", "q", "m"])("%s closes the map", (key) => {
    expect(resolveKey(key, states.map)).toBe("close");
  });

  test("another overlay's key goes straight there, and the text scrolls", () => {
    expect(resolveKey("?", states.map)).toBe("help");
    expect(resolveKey("j", states.page)).toBe("line-down");
  });

  test("Ctrl-C leaves from anywhere", () => {
    for (const state of [states.map, states.confirm]) expect(resolveKey("ctrl+c", state)).toBe("quit");
  });
});

describe("a question", () => {
  test("is answered yes only by y", () => {
    expect(resolveKey("y", states.confirm)).toBe("confirm");
    for (const key of ["return", "n", "escape", "q", "x"])
      expect(resolveKey(key, states.confirm)).toBe("close");
  });

  test("lets no other key through", () => {
    for (const key of ["h", "m", "r", "e", "s", "j", " "])
      expect(resolveKey(key, states.confirm)).toBeUndefined();
  });
});
