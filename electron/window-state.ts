import type { BrowserWindow, Rectangle, Screen } from 'electron';
import { shellFile, type ShellFile } from '#src/composition/shell-file.ts';

type WindowState = {
  /** What stands after the # of its address: of the first window nothing, of another its id and its first panel. */
  readonly fragment: string;
  readonly bounds: Rectangle;
  readonly maximized: boolean;
};

type Place = Partial<Rectangle> & { readonly maximized: boolean };

const preferred = { width: 1440, height: 900 };
/** More than anyone has screens for. */
export const mostWindows = 12;
/** Bytes; a window has two hundred. */
const longestFile = 1 << 16;

/** As much of one as is followed. */
export type FollowedWindow = Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'> & {
  on(event: 'close', listener: () => void): unknown;
};

export type WindowStates = {
  /** Those that were open when the program was left, the first one first. */
  readonly fragments: () => readonly string[];
  /** As the window was left, if that is still on a screen; else the preferred size, where the system puts it. */
  place(fragment: string, screen: Screen): Place;
  /** Follows a window. One that is closed while others stay open is not opened again; the first one always is. */
  keep(fragment: string, window: FollowedWindow): void;
  /** The program is being left: windows that close from now on are opened again. */
  leave(): void;
};

export function keepWindowStates(path: string): WindowStates {
  const file = shellFile(path, longestFile);
  let states = storedStates(file);
  let leaving = false;

  function write(): void {
    try {
      file.write(JSON.stringify(states));
    } catch {
      // A window that opens in its usual place is no loss.
    }
  }

  function close(fragment: string, window: FollowedWindow): void {
    const others = states.filter((state) => state.fragment !== fragment);
    const state = { fragment, bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    const isKept = leaving || fragment === '';
    states = (isKept ? [...others, state] : others).slice(-mostWindows);
    write();
  }

  return {
    fragments: () => ['', ...states.flatMap(({ fragment }) => (fragment === '' ? [] : [fragment]))],
    place(fragment, screen) {
      const state = states.find((held) => held.fragment === fragment);
      return state === undefined ? { ...preferred, maximized: false } : placeOn(screen, state);
    },
    keep: (fragment, window) => void window.on('close', () => close(fragment, window)),
    leave() {
      leaving = true;
    },
  };
}

function placeOn(screen: Screen, { bounds, maximized }: WindowState): Place {
  const { x, y, width, height } = bounds;
  const { workArea } = screen.getDisplayMatching(bounds);
  const reachable =
    x < workArea.x + workArea.width &&
    x + width > workArea.x &&
    y >= workArea.y &&
    y < workArea.y + workArea.height;
  return reachable ? { ...bounds, maximized } : { width, height, maximized };
}

/** Of a version with one window the file has that one's state alone. */
function storedStates(file: ShellFile): readonly WindowState[] {
  try {
    const stored: unknown = JSON.parse(file.read());
    const list: readonly unknown[] = Array.isArray(stored) ? stored : [stored];
    return list.flatMap(readState);
  } catch {
    return [];
  }
}

function readState(state: unknown): readonly WindowState[] {
  if (typeof state !== 'object' || state === null || !('bounds' in state) || !('maximized' in state))
    return [];
  const { bounds, maximized } = state;
  const fragment = 'fragment' in state ? state.fragment : '';
  if (typeof bounds !== 'object' || bounds === null || typeof maximized !== 'boolean') return [];
  if (typeof fragment !== 'string') return [];
  const numbers = new Map<string, unknown>(Object.entries(bounds));
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => numbers.get(name));
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return [];
  return [{ fragment, bounds: { x, y, width, height }, maximized }];
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
