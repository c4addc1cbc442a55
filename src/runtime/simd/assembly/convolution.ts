import { FLOAT } from "./arithmetic";
import { packColumns } from "./product";
import { STRIP } from "./strips";
import { multiplyStrip, ROW_STEP, TILE_BYTES, TILE_ROWS } from "./tile";
import { Convolution, packChannels, packWindows } from "./windows";

/** Steps of a product that are packed at a time, if they are more than one place's channels. */
const DEPTH: i32 = 256;

/** Places of the filter that are packed at a time. */
function placesAtATime(job: Convolution): i32 {
  return min(job.filterHeight * job.filterWidth, max(1, DEPTH / job.channels));
}

/** Zeros for one pixel, behind the room for a tile. */
function clearedPixel(job: Convolution, scratch: usize): usize {
  const zeros = scratch + TILE_BYTES;
  memory.fill(zeros, 0, <usize>job.channels * FLOAT);
  return zeros;
}

/**
 * Results of the windows of units `begin` to `end`: the table of windows times the filters, of which only a
 * strip is ever laid out. Scratch: a tile, a pixel, a strip of windows, a block of filters.
 */
export function convolve(address: usize, scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Convolution>(address);
  const places = job.filterHeight * job.filterWidth;
  const together = placesAtATime(job);
  const zeros = clearedPixel(job, scratch);
  const strip = zeros + <usize>job.channels * FLOAT;
  const block = strip + <usize>(together * job.channels) * ROW_STEP;
  const rowBytes = <usize>job.outChannels * FLOAT;
  const last = min(job.windows, end * job.unitWindows);
  for (let j = 0; j < job.outChannels; j += job.blockColumns) {
    const width = min(job.blockColumns, job.outChannels - j);
    for (let place = 0; place < places; place += together) {
      const until = min(places, place + together);
      const depth = (until - place) * job.channels;
      const filters = job.filters + <usize>(place * job.channels * job.outChannels + j) * FLOAT;
      packColumns(filters, FLOAT, rowBytes, width, depth, block);
      for (let window = begin * job.unitWindows; window < last; window += TILE_ROWS) {
        packWindows(job, window, last - window, place, until, strip, zeros);
        const to = job.results + <usize>window * rowBytes + <usize>j * FLOAT;
        multiplyStrip(depth, strip, block, last - window, width, to, rowBytes, place > 0, scratch);
      }
    }
  }
}

/**
 * The gradient of the filters from `results`, here the gradient of the results: the transposed table of
 * windows times it. Every unit writes a gradient of its own to `filters`, one behind the other, since units
 * may run at the same time. Scratch: a tile, a pixel, the strips of one place, a block of results.
 */
export function convolveFilterGradient(address: usize, scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Convolution>(address);
  const places = job.filterHeight * job.filterWidth;
  const size = <usize>(places * job.channels * job.outChannels) * FLOAT;
  const zeros = clearedPixel(job, scratch);
  for (let unit = begin; unit < end; unit++) {
    const gradient = job.filters + <usize>unit * size;
    const last = min(job.windows, (unit + 1) * job.unitWindows);
    for (let window = unit * job.unitWindows; window < last; window += job.blockWindows) {
      const count = min(job.blockWindows, last - window);
      addWindows(job, window, count, gradient, window > unit * job.unitWindows, scratch, zeros);
    }
  }
}

function addWindows(
  job: Convolution,
  first: i32,
  count: i32,
  gradient: usize,
  add: bool,
  scratch: usize,
  zeros: usize,
): void {
  const strips = zeros + <usize>job.channels * FLOAT;
  const stripBytes = <usize>count * ROW_STEP;
  const block = strips + <usize>((job.channels + STRIP - 1) / STRIP) * stripBytes;
  const rowBytes = <usize>job.outChannels * FLOAT;
  const results = job.results + <usize>first * rowBytes;
  for (let j = 0; j < job.outChannels; j += job.blockColumns) {
    const width = min(job.blockColumns, job.outChannels - j);
    packColumns(results + <usize>j * FLOAT, FLOAT, rowBytes, width, count, block);
    for (let place = 0; place < job.filterHeight * job.filterWidth; place++) {
      packChannels(job, first, count, place, strips, zeros);
      let strip = strips;
      for (let channel = 0; channel < job.channels; channel += STRIP) {
        const to = gradient + <usize>(place * job.channels + channel) * rowBytes + <usize>j * FLOAT;
        multiplyStrip(count, strip, block, job.channels - channel, width, to, rowBytes, add, scratch);
        strip += stripBytes;
      }
    }
  }
}
