// The few calls of Electron that the program makes, over a page that the spec owns.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Fetched, Question, ToProgram, ToSpec, WindowOptions } from './messages.ts';

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Answer = (allowed: boolean) => void;

function tell(message: ToSpec): void {
  process.send?.(message);
}

/** What of an event Electron's handlers use: whether they prevented it. */
function preventable(url = '') {
  return {
    url,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

/** A packaged program is started by its own name, without that of a script. */
const isPackaged = process.env['STAND_IN_PACKAGED'] !== undefined;
if (isPackaged) process.argv.splice(1, 1);

class StandInApp extends EventEmitter {
  readonly isPackaged = isPackaged;

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  enableSandbox(): void {}

  requestSingleInstanceLock(): boolean {
    return process.env['STAND_IN_SECOND_INSTANCE'] === undefined;
  }

  getPreferredSystemLanguages(): readonly string[] {
    return ['en'];
  }

  getPath(): string {
    return process.env['STAND_IN_USER_DATA'] ?? '';
  }

  quit(): void {
    const event = preventable();
    this.emit('before-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }

  exit(code: number): void {
    process.exit(code);
  }
}

class StandInContents extends EventEmitter {
  readonly mainFrame = { origin: '' };
  private windowOpenHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  isDestroyed(): boolean {
    return false;
  }

  reload(): void {
    tell({ type: 'reload' });
  }

  send(channel: string, message: unknown): void {
    tell({ type: 'send', channel, message });
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }

  openWindow(url: string): string {
    return this.windowOpenHandler({ url }).action;
  }
}

let windows: BrowserWindow[] = [];

export class BrowserWindow extends EventEmitter {
  readonly webContents = new StandInContents();

  constructor(options: WindowOptions) {
    super();
    windows = [...windows, this];
    tell({ type: 'window', options });
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): readonly BrowserWindow[] {
    return windows;
  }

  loadURL(url: string): Promise<void> {
    tell({ type: 'load', url });
    return Promise.resolve();
  }

  close(): void {
    this.emit('close', preventable());
    windows = windows.filter((window) => window !== this);
    this.emit('closed');
    this.webContents.emit('destroyed');
    if (windows.length === 0) app.emit('window-all-closed');
  }

  isDestroyed(): boolean {
    return false;
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  getNormalBounds(): Bounds {
    return { x: 10, y: 20, width: 1200, height: 800 };
  }

  restore(): void {}

  maximize(): void {}

  show(): void {}

  focus(): void {
    tell({ type: 'focused' });
  }
}

export const app = new StandInApp();
export const ipcMain = new EventEmitter();

let menu: unknown;
export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (template: unknown): void => {
    menu = template;
  },
};

let answerBox: ((answer: { readonly response: number }) => void) | undefined;
export const dialog = {
  showErrorBox: (title: string, content: string): void => tell({ type: 'errorBox', title, content }),
  showMessageBox(...given: readonly unknown[]) {
    const { message, detail } = boxOf(given.at(-1));
    tell({ type: 'messageBox', message, detail });
    return new Promise<{ readonly response: number }>((resolve) => {
      answerBox = resolve;
    });
  },
};

export const shell = {
  openExternal: (url: string): Promise<void> => {
    tell({ type: 'external', url });
    return Promise.resolve();
  },
};

class StandInUtility extends EventEmitter {
  readonly #child;
  readonly pid;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    const entry = fileURLToPath(new URL('./utility-process.ts', import.meta.url));
    this.#child = fork(entry, [modulePath, ...args], { serialization: 'advanced', execArgv: [] });
    this.pid = this.#child.pid;
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('close', (code) => this.emit('exit', code ?? 1));
  }

  postMessage(message: object): void {
    this.#child.send(message, () => undefined);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[]): StandInUtility => new StandInUtility(modulePath, args),
};

export const screen = {
  getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
};

let handleRequest: ((request: Request) => Promise<Response>) | undefined;
export const protocol = {
  registerSchemesAsPrivileged(): void {},
  handle: (_scheme: string, handler: (request: Request) => Promise<Response>): void => {
    handleRequest = handler;
  },
};

type Asking = { readonly requestingUrl: string; readonly isMainFrame: boolean };
let requestPermission:
  | ((contents: unknown, permission: string, answer: Answer, asking: Asking) => void)
  | undefined;
let checkPermission:
  | ((contents: unknown, permission: string, origin: string, asking: Asking) => boolean)
  | undefined;
let checkDevice: (() => boolean) | undefined;
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: typeof requestPermission): void => {
      requestPermission = handler;
    },
    setPermissionCheckHandler: (handler: typeof checkPermission): void => {
      checkPermission = handler;
    },
    setDevicePermissionHandler: (handler: typeof checkDevice): void => {
      checkDevice = handler;
    },
  },
};

function boxOf(value: unknown): { readonly message: string; readonly detail: string } {
  const box = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  return { message: String(box.get('message')), detail: String(box.get('detail')) };
}

async function answerTo(question: Question): Promise<unknown> {
  const contents = windows[0]?.webContents;
  switch (question.ask) {
    case 'fetch':
      return fetched(await handleRequest?.(new Request(question.url, { method: question.method })));
    case 'navigate':
      return allowedBy(contents, 'will-frame-navigate', question.url);
    case 'redirect':
      return allowedBy(contents, 'will-redirect', question.url);
    case 'webview':
      return allowedBy(contents, 'will-attach-webview', '');
    case 'openWindow':
      return contents?.openWindow(question.url);
    case 'menu':
      return menu;
    case 'permissions': {
      const { permission, url } = question;
      const asking = { requestingUrl: url, isMainFrame: true };
      let requested = true;
      requestPermission?.(
        {},
        permission,
        (allowed) => {
          requested = allowed;
        },
        asking,
      );
      const checked = checkPermission?.({}, permission, `${originOf(url)}/`, asking) ?? true;
      return [requested, checked, checkDevice?.() ?? true];
    }
  }
}

function allowedBy(contents: StandInContents | undefined, name: string, url: string): boolean {
  const event = preventable(url);
  contents?.emit(name, event);
  return !event.defaultPrevented;
}

async function fetched(response: Response | undefined): Promise<Fetched> {
  if (response === undefined) return { status: 500, headers: {}, base64: '' };
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    base64: Buffer.from(await response.arrayBuffer()).toString('base64'),
  };
}

async function receive(message: ToProgram): Promise<void> {
  const [window] = windows;
  switch (message.type) {
    case 'question':
      return tell({ type: 'answer', id: message.id, value: await answerTo(message.question) });
    case 'ipc': {
      if (window === undefined) return;
      const { webContents } = window;
      const origin = originOf(message.url);
      const senderFrame = message.isMainFrame ? Object.assign(webContents.mainFrame, { origin }) : { origin };
      ipcMain.emit(message.channel, { sender: webContents, senderFrame }, message.message);
      return;
    }
    case 'navigated':
      window?.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
      return;
    case 'rendererGone':
      window?.webContents.emit('render-process-gone', {}, { reason: message.reason, exitCode: 5 });
      return;
    case 'boxAnswer':
      answerBox?.({ response: message.response });
      return;
    case 'secondInstance':
      app.emit('second-instance', {}, [], '', message.data);
      return;
    case 'closeWindow':
      window?.close();
  }
}

/** Node's URL knows no origin of a scheme that is not the web's own. */
function originOf(url: string): string {
  const { protocol: scheme, host } = new URL(url);
  return `${scheme}//${host}`;
}

process.on('message', (message: ToProgram) => void receive(message));
// Who started the stand-in is gone: nobody would end it.
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => app.quit());
