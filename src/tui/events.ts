import type { RunEvent } from "../grading/verdict.ts";
import type { HintPanel, Overlay, Reward, RoomInView, TypesPanel } from "./state.ts";

/** Everything that can change the watch screen. */
export type ScreenEvent =
  | RunEvent
  /** The watcher is up; the first save will be seen. */
  | { readonly type: "ready" }
  | { readonly type: "save-seen" }
  /** Measured by the watcher: from the save to the last verdict. */
  | { readonly type: "timed"; readonly milliseconds: number }
  | {
      readonly type: "room-passed";
      readonly run: number;
      readonly reward: Reward;
      readonly passedRooms: number;
    }
  | { readonly type: "types-checked"; readonly types: TypesPanel }
  | { readonly type: "hint-shown"; readonly hint: HintPanel }
  | { readonly type: "notice"; readonly text: string | undefined }
  | { readonly type: "overlay-opened"; readonly overlay: Overlay }
  | { readonly type: "overlay-closed" }
  | { readonly type: "scrolled"; readonly to: number }
  | { readonly type: "room-changed"; readonly view: RoomInView }
  | { readonly type: "file-gone" };
