/** The part of gifenc (which ships no types) that pictures use. */
declare module "gifenc" {
  type Palette = readonly (readonly number[])[];
  interface Encoder {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      settings: { readonly palette: Palette; readonly delay: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8Array, colours: number): Palette;
  export function applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
  const whole: {
    readonly GIFEncoder: typeof GIFEncoder;
    readonly quantize: typeof quantize;
    readonly applyPalette: typeof applyPalette;
  };
  export default whole;
}
