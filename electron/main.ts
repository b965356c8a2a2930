import { join } from 'node:path';
import { app, dialog, Menu, protocol, session, shell as desktop, utilityProcess } from 'electron';
import { endOnFaults, stoppedText, type Faults } from '#src/composition/faults.ts';
import { outsideLanguage, startFailureText, type OutsideLanguage } from '#src/composition/outside-words.ts';
import { closeInTime, endNow, leave, leftText } from '#src/composition/close-in-time.ts';
import { openShell, type Shell } from '#src/composition/open-shell.ts';
import { type Configuration, programVersion, startProcess } from '#src/composition/start-up.ts';
import { createAppProtocol, scheme } from './app-protocol.ts';
import { ownArguments } from './arguments.ts';
import { boxWords } from './box-words.ts';
import { grantPermissions, guardContents } from './guard.ts';
import { askedBy, otherOptions } from './second-start.ts';
import { menuTemplate } from './menu.ts';
import { keepWindowStates } from './window-state.ts';
import { complain } from '#src/composition/terminal.ts';
import { createWindows } from './windows.ts';

const usageError = 2;

function start(): void {
  const faults = endOnFaults({
    say(stopped) {
      complain(stoppedText(stopped));
      dialog.showErrorBox(boxWords().stopped, stoppedText(stopped, language()));
    },
    exit: (code) => app.exit(code),
  });
  const { own, refused } = ownArguments(process.argv, app.isPackaged);
  if (refused.length > 0) {
    // Chromium has read them already: nothing is opened that they could reach.
    return endWith(`${refused.join(', ')}: refused, since it would open the program to others`, usageError);
  }
  const reading = startProcess(own, language());
  if (reading.type === 'help') return say(reading.text);
  if (reading.type === 'version') return say(`${programVersion()}\n`);
  if (reading.type === 'problems') {
    // Who started it by its icon sees no terminal, and before it is ready Linux shows no box.
    const tell = (): void => fail(reading.problems.join('\n'), usageError);
    app.whenReady().then(tell, tell);
    return;
  }
  const { configuration } = reading;
  // The first instance hears of it, shows its window, and says what it has other options for.
  if (!app.requestSingleInstanceLock(askedBy(configuration)))
    return endWith('it is running already, and its window was brought up', 0);

  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  app.enableSandbox();
  app.whenReady().then(
    () => run(configuration, faults),
    (error: unknown) => fail(String(error)),
  );
}

function run(configuration: Configuration, faults: Faults): void {
  const opened = openShell(configuration, (entry, args) =>
    utilityProcess.fork(entry, args, { serviceName: 'Tapedeck job' }),
  );
  if (!opened.ok) return fail(startFailureText(opened.error, language()));
  const shell = opened.value;
  faults.guard(shell);
  const states = keepWindowStates(join(app.getPath('userData'), 'window.json'));
  const windows = createWindows(shell, states);
  guardContents(app, {
    shell: desktop,
    onOwnWindow: windows.openOwn,
    warn: (message) => shell.log.warn(message),
  });
  app.on('before-quit', states.leave);
  quitInOrder(shell);
  grantPermissions(session.defaultSession);
  protocol.handle(scheme, createAppProtocol(shell.readScreenFile));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)));
  windows.openAll();
  app.on('second-instance', (_event, _argv, _folder, second) => {
    windows.show();
    tellOtherOptions(shell, otherOptions(askedBy(configuration), second));
  });
  app.on('activate', windows.show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  if (configuration.demo) {
    openDemo(shell).catch((error: unknown) => shell.log.error('the demo cannot be opened', { error }));
  }
}

/** Not the box that stands until it is pressed: the core shares its thread. */
function tellOtherOptions({ log }: Shell, options: readonly string[]): void {
  if (options.length === 0) return;
  log.warn('a second start asked for other options', { options });
  const words = boxWords();
  dialog
    .showMessageBox({
      type: 'warning',
      title: 'Tapedeck',
      message: words.otherOptions(options.join(', ')),
      detail: words.quitFirst,
      buttons: [words.ok],
    })
    .catch((error: unknown) => log.error('a second start could not be told', { error }));
}

/** The window shows how far the demo is. */
async function openDemo(shell: Shell): Promise<void> {
  const demo = await shell.openDemo();
  if (!demo.ok) dialog.showErrorBox(boxWords().noDemo, startFailureText(demo.error, language()));
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
    end().catch(endNow);
  });
  async function end(): Promise<void> {
    const left = await closeInTime(shell);
    closed = true;
    if (left === 'closed') return await leave(0, () => app.quit());
    complain(leftText(left, shell.unfinished()));
    endNow();
  }
}

/** Before there is a page, whose language may be another. */
function language(): OutsideLanguage {
  return outsideLanguage(app.getPreferredSystemLanguages());
}

function endWith(message: string, code: number): void {
  complain(message);
  app.exit(code);
}

function fail(message: string, code = 1): void {
  complain(message);
  dialog.showErrorBox(boxWords().cannotStart, message);
  app.exit(code);
}

function say(text: string): void {
  process.stdout.write(text);
  app.exit(0);
}

start();
