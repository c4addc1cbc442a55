import { setTimeout as pause } from "node:timers/promises";
import { right, slow, wrong } from "./answers.ts";
import { inOneTutor } from "./one-tutor.ts";
import type { Losses, Scenario } from "./scenario.ts";
import type { Tutor } from "./tutor.ts";

/** Saves that come while others are graded. The last verdict has to belong to the last bytes. */
export const saves: readonly Scenario[] = [
  {
    name: "saves: wrong after right, while it is graded",
    tries: 120,
    inject: (tries) =>
      inOneTutor(tries, (tutor, attempt) => overtake(tutor, right(), wrong(), "fails", attempt)),
  },
  {
    name: "saves: right after wrong, while it is graded",
    tries: 120,
    inject: (tries) =>
      inOneTutor(tries, (tutor, attempt) => overtake(tutor, wrong(), right(), "passes", attempt)),
  },
  {
    name: "saves: wrong after a slow right one",
    tries: 40,
    inject: (tries) =>
      inOneTutor(tries, (tutor, attempt) => overtake(tutor, slow(40), wrong(), "fails", attempt * 5)),
  },
  {
    name: "saves: 50 in a second",
    tries: 10,
    inject: (tries) => inOneTutor(tries, (tutor, attempt) => storm(tutor, 50, 20, attempt)),
  },
  {
    name: "saves: one every 150 ms for 10 s",
    tries: 4,
    inject: (tries) => inOneTutor(tries, (tutor, attempt) => storm(tutor, 67, 150, attempt)),
  },
];

/** Saves `first`, and `second` between 0 and 60 ms later. */
async function overtake(
  tutor: Tutor,
  first: string,
  second: string,
  expected: "passes" | "fails",
  attempt: number,
): Promise<readonly Losses[]> {
  tutor.save(first);
  await pause(attempt % 61);
  tutor.save(second);
  return [await tutor.judge(second, expected, `save ${attempt % 61} ms after another`)];
}

/** Right and wrong answers in turn, and at the end now a right one, now a wrong one. */
async function storm(
  tutor: Tutor,
  count: number,
  interval: number,
  attempt: number,
): Promise<readonly Losses[]> {
  let text = "";
  for (let save = 0; save < count; save++) {
    text = (count - save + attempt) % 2 === 0 ? right() : wrong();
    tutor.save(text);
    await pause(interval);
  }
  const expected = attempt % 2 === 1 ? "passes" : "fails"; // the last has count - save = 1
  return [await tutor.judge(text, expected, `the last of ${count} saves, one every ${interval} ms`)];
}
