import { basename, dirname } from "node:path";
import { type Finding, findingAt, type Rule, sectionFile } from "./rule.ts";

/** A folder's name says what is in it: `0.2-cnns` holds section `0.2`, and `max-pool` in it the room `0.2/max-pool`. */
export const namesAgree: Rule = (catalogue) =>
  catalogue.sections.flatMap((section): readonly Finding[] => {
    const { id, folder, rooms } = section;
    const fits = folder === id || folder.startsWith(`${id}-`);
    const own = fits
      ? []
      : [
          findingAt(
            sectionFile(catalogue, section),
            "id:",
            `The folder "${folder}" must begin with the section's id "${id}".`,
          ),
        ];
    const ofRooms = rooms.flatMap((room) => {
      const expected = `${id}/${basename(dirname(room.files.statement))}`;
      return room.id === expected
        ? []
        : [
            findingAt(
              room.files.statement,
              "id:",
              `The id "${room.id}" must be "${expected}", as its folders say.`,
            ),
          ];
    });
    return [...own, ...ofRooms];
  });
