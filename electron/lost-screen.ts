import { type BrowserWindow, dialog } from 'electron';
import type { Shell } from '#src/composition/open-shell.ts';
import { boxWords } from './box-words.ts';

/** Loaded again by itself so often in a minute; then the trader is asked. */
const mostLoads = 3;
const span = 60_000;

/** A page whose process has gone is loaded again: the core goes on meanwhile, and the page finds it as it is. */
export function loadAgainWhenLost(window: BrowserWindow, log: Shell['log']): void {
  const { webContents } = window;
  let loads: readonly number[] = [];

  function load(): void {
    loads = [...loads, performance.now()];
    webContents.reload();
  }

  function loadAnew(): void {
    loads = [];
    load();
  }

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('the screen’s process has gone', { reason, exitCode });
    loads = loads.filter((time) => time > performance.now() - span);
    if (loads.length < mostLoads) return load();
    const words = boxWords();
    // Not the box that stands until it is pressed: the core shares its thread.
    dialog
      .showMessageBox(window, {
        type: 'error',
        title: 'Tapedeck',
        message: words.screenLost,
        detail: words.coreGoesOn(reason),
        buttons: [words.loadAgain, words.leave],
        defaultId: 0,
        cancelId: 1,
      })
      .then(({ response }) => (response === 0 && !window.isDestroyed() ? loadAnew() : undefined))
      .catch((error: unknown) => log.error('the trader could not be asked', { error }));
  });
}
