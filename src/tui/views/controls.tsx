import { useApp, useInput, usePaste, useStdin } from "ink";
import { type ReactNode, useEffect } from "react";
import { pressedKeys } from "../pressed.ts";

export type SuspendTerminal = (during: () => void | Promise<void>) => Promise<void>;

interface Props {
  readonly children: ReactNode;
  readonly onPressed: (key: string) => void;
  readonly onMounted: (suspend: SuspendTerminal) => void;
}

/**
 * Hands key presses out, swallows pastes (a pasted line must not press a dozen keys) and passes on how to
 * lend the terminal.
 */
export function Controls({ children, onPressed, onMounted }: Props) {
  const { isRawModeSupported } = useStdin();
  const { suspendTerminal } = useApp();
  useInput((input, key) => pressedKeys(input, key).forEach(onPressed), { isActive: isRawModeSupported });
  usePaste(() => {}, { isActive: isRawModeSupported });
  useEffect(() => onMounted(suspendTerminal), [onMounted, suspendTerminal]);
  return children;
}
