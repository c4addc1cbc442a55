import { useAnimation } from "ink";
import { useEffect, useRef, useState } from "react";
import type { Frames } from "../../pictures/picture.ts";

/** No picture moves faster than this, in ms a frame: each one is written anew, and a terminal may be far away. */
const FASTEST = 100;
/** How often a film is shown before it rests. */
const ROUNDS = 3;

/**
 * The frame to show of a picture that moves. It plays three times from when it is first given, or until a key is pressed,
 * and then rests where it is: no timer is left running.
 *
 * @param film the picture in sight; undefined where there is none
 * @param pressed how many keys have been pressed so far
 */
export function useFilm(film: Frames | undefined, pressed: number): number {
  const [rest, setRest] = useState<{ readonly film: Frames; readonly frame: number }>();
  const begun = useRef<{ readonly film: Frames | undefined; readonly pressed: number }>({
    film: undefined,
    pressed,
  });
  if (begun.current.film !== film) begun.current = { film, pressed };
  const count = film?.frames.length ?? 0;
  const plays = count > 1 && rest?.film !== film;
  const { frame } = useAnimation({ interval: Math.max(FASTEST, film?.milliseconds ?? 0), isActive: plays });
  const over = frame >= ROUNDS * count || begun.current.pressed !== pressed;
  useEffect(() => {
    if (film === undefined) setRest(undefined);
    else if (plays && over) setRest({ film, frame: frame % count });
  }, [film, plays, over, frame, count]);
  if (count <= 1) return 0;
  return rest !== undefined && rest.film === film ? rest.frame : frame % count;
}
