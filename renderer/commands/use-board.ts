import { run } from '#renderer/core/run.ts';
import { useEffect, useState } from 'react';
import type { Board } from '#renderer/commands/key-binding.ts';

declare global {
  interface Navigator {
    /** Chromium's alone. */
    readonly keyboard?: { getLayoutMap(): Promise<Board> };
  }
}

let asked: Promise<Board | undefined> | undefined;

/** The trader's own board; undefined until it is known, and where the browser does not tell it. */
export function useBoard(): Board | undefined {
  const [board, setBoard] = useState<Board>();
  useEffect(() => {
    asked ??= readBoard();
    run(asked.then(setBoard));
  }, []);
  return board;
}

async function readBoard(): Promise<Board | undefined> {
  try {
    return await navigator.keyboard?.getLayoutMap();
  } catch {
    // A page inside another page may not ask. Its caps are then the letters of the bindings.
    return undefined;
  }
}
