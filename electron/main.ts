import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  screen,
  session,
  shell as desktop,
} from 'electron';
import { openShell, type Shell } from '#src/composition/open-shell.ts';
import { type Configuration, programVersion, readStartUp } from '#src/composition/start-up.ts';
import { appAddress, appOrigin, createAppProtocol, scheme } from './app-protocol.ts';
import { ownArguments } from './arguments.ts';
import { denyPermissions, guardContents } from './guard.ts';
import { serveScreens } from './ipc-socket.ts';
import { menuTemplate } from './menu.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

const usageError = 2;
const preload = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));

function start(): void {
  const reading = readStartUp(ownArguments(process.argv, app.isPackaged));
  if (reading.type === 'help') return say(reading.text);
  if (reading.type === 'version') return say(`${programVersion()}\n`);
  if (reading.type === 'problems') {
    for (const problem of reading.problems) process.stderr.write(`tapedeck: ${problem}\n`);
    return app.exit(usageError);
  }
  const { configuration } = reading;
  // The first instance hears of it and shows its window.
  if (!app.requestSingleInstanceLock({ workspaces: configuration.workspaces })) return app.exit(0);

  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  app.enableSandbox();
  guardContents(app, desktop, (message) => process.stderr.write(`tapedeck: ${message}\n`));
  app.whenReady().then(
    () => run(configuration),
    (error: unknown) => fail(String(error)),
  );
}

function run(configuration: Configuration): void {
  const opened = openShell(configuration);
  if (!opened.ok) return fail(opened.error.message);
  const shell = opened.value;
  quitInOrder(shell);
  denyPermissions(session.defaultSession);
  protocol.handle(scheme, createAppProtocol(shell.readScreenFile));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)));
  showWindow(shell);
  app.on('second-instance', () => showWindow(shell));
  app.on('activate', () => showWindow(shell));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  if (configuration.demo) {
    openDemo(shell).catch((error: unknown) => shell.log.error('the demo cannot be opened', { error }));
  }
}

/** The window shows how far the demo is. */
async function openDemo(shell: Shell): Promise<void> {
  const demo = await shell.openDemo();
  if (!demo.ok) dialog.showErrorBox('The demo cannot be opened', demo.error.message);
}

function showWindow(shell: Shell): void {
  const [open] = BrowserWindow.getAllWindows();
  if (open === undefined) return openWindow(shell);
  if (open.isMinimized()) open.restore();
  open.show();
  open.focus();
}

function openWindow(shell: Shell): void {
  const statePath = join(app.getPath('userData'), 'window.json');
  const { maximized, ...bounds } = readWindowState(statePath, screen);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
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
  if (maximized) window.maximize();
  keepWindowState(statePath, window);
  serveScreens(
    ipcMain,
    window.webContents,
    appOrigin,
    (socket) => shell.serveScreen(socket),
    (reason) => shell.log.warn('the window sent what is not accepted', { reason }),
  );
  window.once('ready-to-show', () => window.show());
  window
    .loadURL(appAddress)
    .catch((error: unknown) => shell.log.error('the screen cannot be loaded', { error }));
}

/** Orders and the record are settled before the process goes. */
function quitInOrder(shell: Shell): void {
  let closed = false;
  let closing = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    shell
      .close()
      .catch((error: unknown) => shell.log.error('closing failed', { error }))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

function fail(message: string): void {
  process.stderr.write(`tapedeck: ${message}\n`);
  dialog.showErrorBox('Tapedeck cannot start', message);
  app.exit(1);
}

function say(text: string): void {
  process.stdout.write(text);
  app.exit(0);
}

start();
