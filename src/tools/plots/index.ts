/** The names behind `plots.`: pictures for the terminal and as PNG files. */
export { type BarSettings, bars } from "./bars.ts";
export { type CurveSettings, curve } from "./curve.ts";
export { type DiagramSettings, diagram, type Pen, type Point, type Shape } from "./diagram.ts";
export { Film, type FilmSettings, film } from "./film.ts";
export { type GallerySettings, gallery } from "./gallery.ts";
export { type HeatMapSettings, heatMap } from "./heat-map.ts";
export { type HistogramSettings, histogram } from "./histogram.ts";
export { type ImageSettings, image } from "./image.ts";
export type { Numbers } from "./numbers.ts";
export { type PanelSettings, panels } from "./panels.ts";
export { Plot, type PngSettings, type TerminalSettings } from "./plot.ts";
export { type ScatterSettings, scatter } from "./scatter.ts";
export { type TableSettings, table } from "./table.ts";
