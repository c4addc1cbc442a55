/** The ways in which terminals show pictures of their own. */
export const GRAPHICS = ["kitty", "iterm"] as const;
export type Graphics = (typeof GRAPHICS)[number];

/** Characters of base64 in one escape code of kitty's protocol, at most. */
const CHUNK = 4096;

/**
 * The escape codes that show a PNG in the terminal: kitty's graphics protocol (also WezTerm, Ghostty, Konsole) or
 * iTerm2's inline images (also WezTerm).
 */
export function inlineImage(png: Uint8Array, graphics: Graphics): string {
  const data = Buffer.from(png).toString("base64");
  return graphics === "kitty" ? kitty(data) : iterm(data, png.length);
}

/** https://sw.kovidgoyal.net/kitty/graphics-protocol: transmit and display (a=T) a PNG (f=100), in chunks (m=1). */
function kitty(data: string): string {
  const chunks = data.match(new RegExp(`.{1,${CHUNK}}`, "g")) ?? [];
  return chunks
    .map((chunk, i) => {
      const keys = i === 0 ? "a=T,f=100,q=2," : "";
      return `\x1b_G${keys}m=${i < chunks.length - 1 ? 1 : 0};${chunk}\x1b\\`;
    })
    .join("");
}

/** https://iterm2.com/documentation-images.html */
function iterm(data: string, bytes: number): string {
  return `\x1b]1337;File=inline=1;size=${bytes};preserveAspectRatio=1:${data}\x07`;
}
