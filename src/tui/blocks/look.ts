import type { Glyphs } from "../text/glyphs.ts";

/** What a block of content must know of the place where it will stand. */
export interface Look {
  readonly width: number;
  readonly glyphs: Glyphs;
}

/** From this width on, things can stand side by side. */
export const WIDE = 100;
/** Below this width, words give way to signs. */
export const NARROW = 60;
/** Below this width, a case says with its sign alone how it stands. */
export const CRAMPED = 44;
