import { FLOAT } from "./arithmetic";
import { interleave, STRIP } from "./strips";
import { ROW_STEP } from "./tile";

/**
 * A convolution as JavaScript lays it out in memory: images [batch, height, width, channels], filters
 * [filterHeight, filterWidth, channels, outChannels], results [batch, outHeight, outWidth, outChannels].
 * Pixels of the images may be spread apart, with zeros between: so an input's gradient is a convolution too.
 */
@unmanaged
export class Convolution {
  images: usize;
  filters: usize;
  results: usize;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  outChannels: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideDown: i32;
  strideAcross: i32;
  dilationDown: i32;
  dilationAcross: i32;
  top: i32;
  left: i32;
  spreadDown: i32;
  spreadAcross: i32;
  /** Windows in all, and how many of them make a unit of work. */
  windows: i32;
  unitWindows: i32;
  /** Windows and columns that are packed at a time. */
  blockWindows: i32;
  blockColumns: i32;
}

/**
 * The address of the pixel that a window sees at one place of the filter, or that of `zeros`, which has as many
 * channels, for places in the padding and between spread pixels. `y` and `x` count spread pixels from the image's
 * corner.
 */
function pixel(job: Convolution, image: usize, y: i32, x: i32, zeros: usize): usize {
  if (job.spreadDown > 1) {
    if (y % job.spreadDown !== 0) return zeros;
    y /= job.spreadDown;
  }
  if (job.spreadAcross > 1) {
    if (x % job.spreadAcross !== 0) return zeros;
    x /= job.spreadAcross;
  }
  if (<u32>y >= <u32>job.height || <u32>x >= <u32>job.width) return zeros;
  return image + <usize>((y * job.width + x) * job.channels) * FLOAT;
}

function imageOf(job: Convolution, window: i32): usize {
  const image = window / (job.outHeight * job.outWidth);
  return job.images + <usize>(image * job.height * job.width * job.channels) * FLOAT;
}

function topOf(job: Convolution, window: i32): i32 {
  return ((window / job.outWidth) % job.outHeight) * job.strideDown - job.top;
}

function leftOf(job: Convolution, window: i32): i32 {
  return (window % job.outWidth) * job.strideAcross - job.left;
}

/**
 * A strip of four windows, of which `count` exist, for the places `begin` to `end` of the filter: each place's
 * channels in turn are the steps along it.
 */
export function packWindows(
  job: Convolution,
  first: i32,
  count: i32,
  begin: i32,
  end: i32,
  to: usize,
  zeros: usize,
): void {
  const image0 = imageOf(job, first),
    y0 = topOf(job, first),
    x0 = leftOf(job, first);
  const image1 = imageOf(job, first + 1),
    y1 = topOf(job, first + 1),
    x1 = leftOf(job, first + 1);
  const image2 = imageOf(job, first + 2),
    y2 = topOf(job, first + 2),
    x2 = leftOf(job, first + 2);
  const image3 = imageOf(job, first + 3),
    y3 = topOf(job, first + 3),
    x3 = leftOf(job, first + 3);
  for (let place = begin; place < end; place++) {
    const down = (place / job.filterWidth) * job.dilationDown;
    const across = (place % job.filterWidth) * job.dilationAcross;
    const a = pixel(job, image0, y0 + down, x0 + across, zeros);
    const b = count > 1 ? pixel(job, image1, y1 + down, x1 + across, zeros) : zeros;
    const c = count > 2 ? pixel(job, image2, y2 + down, x2 + across, zeros) : zeros;
    const d = count > 3 ? pixel(job, image3, y3 + down, x3 + across, zeros) : zeros;
    interleave(a, b, c, d, job.channels, to, ROW_STEP);
    to += <usize>job.channels * ROW_STEP;
  }
}

/**
 * Strips of four channels of one place of the filter, one behind the other, whose steps are `count` windows:
 * what `packWindows` packs, transposed. Channels beyond the last are zeros.
 */
export function packChannels(
  job: Convolution,
  first: i32,
  count: i32,
  place: i32,
  to: usize,
  zeros: usize,
): void {
  const down = (place / job.filterWidth) * job.dilationDown;
  const across = (place % job.filterWidth) * job.dilationAcross;
  const stripBytes = <usize>count * ROW_STEP;
  let image = imageOf(job, first),
    row = (first / job.outWidth) % job.outHeight,
    column = first % job.outWidth;
  for (let window = 0; window < count; window++) {
    const y = row * job.strideDown - job.top + down,
      x = column * job.strideAcross - job.left + across;
    let from = pixel(job, image, y, x, zeros);
    let strip = to;
    let channel = 0;
    for (; channel + STRIP <= job.channels; channel += STRIP) {
      v128.store(strip, v128.load(from));
      from += ROW_STEP;
      strip += stripBytes;
    }
    if (channel < job.channels) {
      v128.store(strip, f32x4.splat(0));
      for (let i: usize = 0; i < <usize>(job.channels - channel) * FLOAT; i += FLOAT)
        f32.store(strip + i, f32.load(from + i));
    }
    to += ROW_STEP;
    if (++column === job.outWidth) {
      column = 0;
      if (++row === job.outHeight) {
        row = 0;
        image += <usize>(job.height * job.width * job.channels) * FLOAT;
      }
    }
  }
}
