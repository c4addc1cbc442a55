import { WIDE } from "../blocks/look.ts";
import { columnWidth } from "./column.ts";
import { pageWidth } from "./overlay.ts";
import { sideWidths } from "./side-by-side.ts";

/**
 * For how many columns to render a page that is laid over the screen, and the statement shown beside the
 * cases.
 */
export function textWidths(columns: number): { readonly page: number; readonly briefing: number } {
  return {
    page: pageWidth(columns),
    briefing: columns >= WIDE ? sideWidths(columns).right : columnWidth(columns),
  };
}
