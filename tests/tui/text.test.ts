import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appearanceOf, prefersPlain } from "../../src/tui/terminal.ts";
import { cleanLines } from "../../src/tui/text/clean.ts";
import { clip, clipPath, spread } from "../../src/tui/text/fit.ts";
import { ASCII, UNICODE } from "../../src/tui/text/glyphs.ts";
import { line, lineText, span } from "../../src/tui/text/line.ts";
import { lineWidth, textWidth } from "../../src/tui/text/width.ts";
import { wrap } from "../../src/tui/text/wrap.ts";

const words = fc.array(
  fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom("日本語", "  ", "naïve", "👩‍🔬", "a".repeat(30)),
  ),
);

describe("wrapping", () => {
  test("never makes a line wider than asked, whatever the text", () => {
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 0, max: 6 }),
        (parts, width, hanging) => {
          for (const of of wrap(line(...parts.flatMap((part) => cleanLines(part))), width, hanging))
            expect(lineWidth(of)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test("loses no word", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,20}$/)),
        fc.integer({ min: 4, max: 30 }),
        (parts, width) => {
          const together = wrap(line(parts.join(" ")), width)
            .map(lineText)
            .join("")
            .replaceAll(" ", "");
          expect(together).toBe(parts.join(""));
        },
      ),
    );
  });

  test("breaks at spaces, keeps tones, and indents what follows", () => {
    const lines = wrap(line("press ", span("n", "key"), " to go on and on"), 12, 2);
    expect(lines.map(lineText)).toEqual(["press n to", "  go on and", "  on"]);
    expect(lines[0]?.find((part) => part.tone === "key")?.text).toBe("n");
  });
});

describe("fitting", () => {
  test("cuts with an ellipsis and counts wide characters twice", () => {
    expect(lineText(clip(line("日本語のテンソル"), 7))).toBe("日本語…");
    expect(lineText(clip(line("short"), 7))).toBe("short");
  });

  test("pushes two ends apart and drops the right one when there is no room", () => {
    expect(lineText(spread(line("left"), line("right"), 12))).toBe("left   right");
    expect(lineText(spread(line("a long left end"), line("right"), 10))).toBe("a long le…");
  });

  test("cuts a path at its front", () => {
    expect(clipPath("workspace/0.2-cnns/01-relu.ts", 12)).toBe("…/01-relu.ts");
  });
});

describe("foreign text", () => {
  test("cannot move the cursor, ring the bell or turn the writing around", () => {
    expect(cleanLines("a\u001b[2Jb\u0007c\u202ed\r\ne\tf")).toEqual(["abcd", "e  f"]);
  });
});

describe("the alphabet of signs", () => {
  test("is one column wide throughout, in both alphabets", () => {
    for (const glyphs of [UNICODE, ASCII]) {
      for (const glyph of Object.values(glyphs).flat()) expect(textWidth(glyph), glyph).toBe(1);
    }
  });

  test("gives every standing of a case a sign of its own", () => {
    for (const { pass, fail, error, timeout, fault, notYet, waiting, running } of [UNICODE, ASCII]) {
      expect(new Set([pass, fail, error, timeout, fault, notYet, waiting, running]).size).toBe(8);
    }
  });
});

describe("the terminal", () => {
  test.each([
    [{ LANG: "de_CH.UTF-8" }, true, true],
    [{ LC_ALL: "C", LANG: "de_CH.UTF-8" }, false, true],
    [{ LANG: "en_US.utf8", NO_COLOR: "1" }, true, false],
    [{ LANG: "en_US.UTF-8", NO_COLOR: "" }, true, true],
    [{ LANG: "en_US.UTF-8", TERM: "dumb" }, false, false],
    [{}, false, true],
  ])("with %j: Unicode %s, colour %s", (environment, unicode, colour) => {
    expect(appearanceOf(environment, "linux")).toMatchObject({ glyphs: unicode ? UNICODE : ASCII, colour });
  });

  test("of a Mac or of Windows speaks Unicode without being asked", () => {
    expect(appearanceOf({}, "win32").glyphs).toBe(UNICODE);
  });

  test("that is dumb or read aloud gets plain lines", () => {
    expect(prefersPlain({ TERM: "dumb" })).toBe(true);
    expect(prefersPlain({ INK_SCREEN_READER: "true" })).toBe(true);
    expect(prefersPlain({ TERM: "xterm-256color" })).toBe(false);
  });
});
