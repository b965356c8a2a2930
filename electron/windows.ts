import { fileURLToPath } from 'node:url';
import { BrowserWindow, ipcMain, screen } from 'electron';
import type { Shell } from '#src/composition/open-shell.ts';
import { appAddress, appOrigin } from './app-protocol.ts';
import { serveScreens } from './ipc-socket.ts';
import { loadAgainWhenLost } from './lost-screen.ts';
import { mostWindows, type WindowStates } from './window-state.ts';

const preload = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));

/** A window with one panel needs less than the first one. */
const least = {
  first: { minWidth: 960, minHeight: 600 },
  own: { minWidth: 480, minHeight: 360 },
};

export type Windows = {
  /** Those that were open when the program was left. */
  openAll(): void;
  /** Brings the program to the front. */
  show(): void;
  /** One more beside the first, or that one where it is open: the screen knows it by this part of its address. */
  openOwn(fragment: string): void;
};

/** The windows of the program. Each has its own page and its own connection to the core. */
export function createWindows(shell: Shell, states: WindowStates): Windows {
  const open = new Map<string, BrowserWindow>();

  function show(fragment: string): void {
    const window = open.get(fragment);
    if (window === undefined) return openWindow(fragment);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function openWindow(fragment: string): void {
    if (open.size >= mostWindows) return shell.log.warn('no more windows are opened', { open: open.size });
    const { maximized, ...bounds } = states.place(fragment, screen);
    const window = new BrowserWindow({
      ...bounds,
      ...(fragment === '' ? least.first : least.own),
      show: false,
      title: 'Tapedeck',
      backgroundColor: '#101113',
      webPreferences: {
        preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    });
    open.set(fragment, window);
    window.on('closed', () => open.delete(fragment));
    if (maximized) window.maximize();
    states.keep(fragment, window);
    serveScreens(
      ipcMain,
      window.webContents,
      appOrigin,
      (socket) => shell.serveScreen(socket),
      (reason) => shell.doorLog.warn('the window sent what is not accepted', { reason }),
    );
    loadAgainWhenLost(window, shell.log);
    window.once('ready-to-show', () => window.show());
    window
      .loadURL(`${appAddress}${fragment}`)
      .catch((error: unknown) => shell.log.error('the screen cannot be loaded', { error }));
  }

  return {
    openAll: () => states.fragments().forEach(openWindow),
    show: () => show([...open.keys()][0] ?? ''),
    openOwn: show,
  };
}
