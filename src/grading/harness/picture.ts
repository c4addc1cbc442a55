import {
  type Drawn,
  type Frames,
  type Picture,
  type PictureFrame,
  type PictureOrder,
  type ScreenSize,
  shrunk,
} from "../../pictures/picture.ts";
import { NotYetError } from "../../tools/not-yet.ts";
import { Plot } from "../../tools/plots/plot.ts";
import { type RandomGenerator, random } from "../../tools/random/index.ts";
import { currentSession } from "./session.ts";
import { seedOf } from "./slug.ts";

/** What a picture is drawn from. */
export interface PictureContext<Room> {
  /** The learner's exports. */
  readonly answer: Room;
  readonly solution: Room;
  /** Seeded by the room: the same picture for the same answer. */
  readonly random: RandomGenerator;
  /** There is a minute to draw it, and it may be large. */
  readonly large: boolean;
}

/** Several pictures one after another. */
export interface Animation {
  readonly frames: readonly PictureFrame[];
  /** How long each is shown. */
  readonly milliseconds: number;
  /** What stands for it where nothing moves, in the PNG; the first frame unless given. */
  readonly poster?: Plot | PictureFrame;
  /** What stands under it in the terminal. */
  readonly legend?: readonly string[];
}

/** How a room draws what the learner's answer does. A picture may be a plot, an animation or lines of text. */
export interface PictureRecipe<Room = Record<string, unknown>> {
  readonly title: string;
  /** Pixels on paper, 720 × 460 unless given. */
  readonly paper?: ScreenSize;
  draw(context: PictureContext<Room>): Promise<Plot | Animation | readonly string[]>;
}

/** Declares a room's picture: the default export of `graders/SECTION/ROOM.picture.ts`. */
export function picture<Room extends object>(recipe: PictureRecipe<Room>): PictureRecipe<Room> {
  return recipe;
}

/** Pixels a plot has on paper. */
const PAPER: ScreenSize = { width: 720, height: 460 };
/** Pixels in height that a legend leaves to its picture. */
const LEAST = 12;

/** Draws the answer of the run that has just ended. Never throws: what goes wrong is why there is no picture. */
export async function drawPicture(wanted: PictureOrder): Promise<Drawn> {
  try {
    const { order, subject, solution, loaded, picture: load } = currentSession();
    if (load === undefined) return { kind: "no-picture", why: "this room has none." };
    if (!loaded) return { kind: "no-picture", why: "your file does not load." };
    const recipe = await load();
    const context = {
      answer: subject as never,
      solution: solution as never,
      random: random(seedOf(order.room, "picture")),
      large: wanted.large === true,
    };
    return { kind: "picture", picture: pictureOf(recipe, await recipe.draw(context), wanted) };
  } catch (thrown) {
    return { kind: "no-picture", why: reasonOf(thrown) };
  }
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof NotYetError) return "not everything that it needs is written yet.";
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.split("\n")[0]?.slice(0, 200) || "your code threw.";
}

function pictureOf(
  { title, paper: { width, height } = PAPER }: PictureRecipe,
  drawn: Plot | Animation | readonly string[],
  size: PictureOrder,
): Picture {
  if (drawn instanceof Plot) {
    const paper = drawn.paper(width, height);
    const screen = drawn.screen(size.width, heightAbove(drawn.legend, size));
    return { kind: "raster", title, paper: still(paper), screen: still(screen), legend: drawn.legend };
  }
  if (!("frames" in drawn)) return { kind: "text", title, lines: drawn.map(String) };
  const { frames, milliseconds, poster, legend = [] } = drawn;
  const moving = { frames: frames.map(plain), milliseconds };
  return {
    kind: "raster",
    title,
    paper: moving,
    screen: { frames: moving.frames.map((frame) => shrunk(frame, size)), milliseconds },
    legend,
    ...(poster && { poster: plain(poster instanceof Plot ? poster.paper(width, height) : poster) }),
  };
}

/** A legend longer than the one line there is room for takes its rows, two pixels each, from the picture. */
function heightAbove(legend: readonly string[], { width, height, large = false }: PictureOrder): number {
  if (large) return height; // not on a screen with edges
  const rows = legend.reduce((sum, text) => sum + Math.ceil(text.length / width), 0);
  return Math.max(Math.min(height, LEAST), height - 2 * Math.max(0, rows - 1));
}

const still = (raster: PictureFrame): Frames => ({ frames: [plain(raster)], milliseconds: 0 });

const plain = ({ width, height, pixels }: PictureFrame) => ({ width, height, pixels });
