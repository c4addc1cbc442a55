import { type Shading, shadingOf } from "../pictures/half-blocks.ts";
import { ASCII, type Glyphs, UNICODE } from "./text/glyphs.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** How the screen may look in this terminal. */
export interface Appearance {
  readonly glyphs: Glyphs;
  readonly colour: boolean;
  /** How pictures are shaded; by brightness alone where the terminal does not say that it has many colours. */
  readonly shading?: Shading;
}

/**
 * Unicode signs where the locale is UTF-8 (always on Windows' terminals and macOS), plain ASCII elsewhere and
 * on a dumb terminal. No colour where `NO_COLOR` is set to anything (no-color.org) or the terminal is dumb.
 */
export function appearanceOf(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): Appearance {
  const dumb = environment.TERM === "dumb";
  const noColour = environment.NO_COLOR !== undefined && environment.NO_COLOR !== "";
  const unicode = !dumb && speaksUnicode(environment, platform);
  const colour = !dumb && !noColour;
  return {
    glyphs: unicode ? UNICODE : ASCII,
    colour,
    shading: shadingOf(environment, { colour, unicode }),
  };
}

function speaksUnicode(environment: Environment, platform: NodeJS.Platform): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || "";
  if (locale !== "") return /utf-?8/i.test(locale);
  return platform === "win32" || platform === "darwin";
}

/**
 * True where a screen that is redrawn serves nobody: a dumb terminal, a screen reader. The plain twin does.
 */
export function prefersPlain(environment: Environment): boolean {
  return environment.TERM === "dumb" || environment.INK_SCREEN_READER === "true";
}
