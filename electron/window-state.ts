import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle, Screen } from 'electron';

export type WindowState = { readonly bounds: Rectangle; readonly maximized: boolean };

const preferred = { width: 1440, height: 900 };

/** As the window was left, if that is still on a screen; else the preferred size, where the system puts it. */
export function readWindowState(
  path: string,
  screen: Screen,
): Partial<Rectangle> & { readonly maximized: boolean } {
  const state = storedState(path);
  if (state === undefined) return { ...preferred, maximized: false };
  const { x, y, width, height } = state.bounds;
  const { workArea } = screen.getDisplayMatching(state.bounds);
  const reachable =
    x < workArea.x + workArea.width &&
    x + width > workArea.x &&
    y >= workArea.y &&
    y < workArea.y + workArea.height;
  return reachable
    ? { ...state.bounds, maximized: state.maximized }
    : { width, height, maximized: state.maximized };
}

export function keepWindowState(path: string, window: BrowserWindow): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(path, JSON.stringify(state));
    } catch {
      // A window that opens in its usual place is no loss.
    }
  });
}

function storedState(path: string): WindowState | undefined {
  try {
    const state: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isWindowState(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

function isWindowState(state: unknown): state is WindowState {
  if (typeof state !== 'object' || state === null || !('bounds' in state) || !('maximized' in state))
    return false;
  const { bounds, maximized } = state;
  if (typeof bounds !== 'object' || bounds === null || typeof maximized !== 'boolean') return false;
  const numbers = new Map<string, unknown>(Object.entries(bounds));
  return ['x', 'y', 'width', 'height'].every((name) => Number.isSafeInteger(numbers.get(name)));
}
