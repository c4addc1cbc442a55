import { basename, dirname } from "node:path";
import type { Room } from "../../src/curriculum/model.ts";

/** The folder of the room's section, as it is called everywhere: `0.2-cnns`. */
export const folderOf = ({ files }: Room): string => basename(dirname(dirname(files.solution)));

/** The room's own folder: `max-pool`. */
export const nameOf = ({ files }: Room): string => basename(dirname(files.solution));
