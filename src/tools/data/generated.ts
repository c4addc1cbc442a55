/** The names behind `data.`: data sets that a program draws, so that nothing has to be downloaded. */
export { type GlyphSettings, type Glyphs, glyphs } from "./glyphs/glyphs.ts";
export { moons, type PlanarPoints, type PlanarSettings, type SpiralSettings, spirals } from "./planar.ts";
