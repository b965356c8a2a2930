import { readFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import type { Frame, Page, Route } from '@playwright/test';
import type { Fetched, Question, ToProgram, ToSpec, WindowOptions } from './messages.ts';

/** A page cannot have the program's own scheme, so its origin stands in for it. */
const webOrigin = 'https://tapedeck.test';
const appOrigin = 'app://tapedeck';

export type StandInPage = {
  /** From now on the page is the window of this process. */
  attach(child: ChildProcess): void;
  /** The window has loaded its page. */
  readonly loaded: () => Promise<void>;
  ask(question: Question): Promise<unknown>;
  tell(message: ToProgram): void;
  readonly windowOptions: () => WindowOptions | undefined;
  readonly seen: readonly ToSpec[];
  /** Waits for what the program says next, or has said. */
  says(type: ToSpec['type']): Promise<ToSpec>;
};

/** Plays the window and its renderer process on a page of the browser. */
export async function createStandInPage(page: Page, preload: string): Promise<StandInPage> {
  const seen: ToSpec[] = [];
  const waiting = new Map<number, (value: unknown) => void>();
  let listeners: ((message: ToSpec) => void)[] = [];
  let program: ChildProcess | undefined;
  let loading: Promise<unknown> = Promise.resolve();
  let loadAsked = Promise.withResolvers<void>();
  let nextId = 1;
  let windowOptions: WindowOptions | undefined;
  let isLoading = false;
  let outbox: { readonly channel: string; readonly message: unknown }[] = [];

  function tell(message: ToProgram): void {
    // The program may be killed with the message on its way: that is the spec's to notice.
    if (program?.connected === true) program.send(message, () => {});
  }

  function ask(question: Question): Promise<unknown> {
    const id = nextId++;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      tell({ type: 'question', id, question });
    });
  }

  /** Everything that waits goes in one evaluation, in order. */
  async function flush(): Promise<void> {
    const batch = outbox;
    outbox = [];
    await page
      .evaluate((messages) => {
        for (const { channel, message } of messages) {
          window.dispatchEvent(new CustomEvent(`stand-in:${channel}`, { detail: message }));
        }
      }, batch)
      // The page is on its way to another document: what was sent to the old one is lost, as in Electron.
      .catch(() => {});
    if (outbox.length > 0) await flush();
  }

  function receive(message: ToSpec): void {
    if (message.type === 'answer') {
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
      return;
    }
    if (message.type === 'send') {
      outbox.push(message);
      if (outbox.length === 1) void Promise.resolve().then(flush);
      return;
    }
    if (message.type === 'window') windowOptions = message.options;
    // The page plays the first window: of the others the spec only hears.
    if (message.type === 'load' && !isLoading) {
      isLoading = true;
      loading = page.goto(message.url.replace(appOrigin, webOrigin));
      loadAsked.resolve();
    }
    seen.push(message);
    for (const listener of listeners) listener(message);
  }

  async function answerRoute(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url().replace(webOrigin, appOrigin);
    if (request.isNavigationRequest()) {
      if ((await ask({ ask: 'navigate', url })) !== true) return route.abort('aborted');
      if (isMain(request.frame())) tell({ type: 'navigated' });
    }
    if (!request.url().startsWith(`${webOrigin}/`)) return route.continue();
    const answer = await ask({ ask: 'fetch', url, method: request.method() });
    if (!isFetched(answer)) return route.abort();
    await route.fulfill({
      status: answer.status,
      headers: { ...answer.headers },
      body: Buffer.from(answer.base64, 'base64'),
    });
  }

  function isMain(frame: Frame): boolean {
    return frame === page.mainFrame();
  }

  await page.exposeBinding('standInSend', ({ frame }, channel: string, message: unknown) => {
    const url = frame.url().replace(webOrigin, appOrigin);
    tell({ type: 'ipc', channel, message, url, isMainFrame: isMain(frame) });
  });
  await page.exposeBinding('standInOpen', (_source, url: string) => ask({ ask: 'openWindow', url }));
  await page.addInitScript({ content: rendererScript(readFileSync(preload, 'utf8')) });
  await page.route('**/*', answerRoute);
  page.context().on('page', (popup) => void popup.close());

  return {
    attach(child) {
      program = child;
      isLoading = false;
      loadAsked = Promise.withResolvers<void>();
      child.on('message', receive);
    },
    async loaded() {
      await loadAsked.promise;
      await loading;
    },
    ask,
    tell,
    windowOptions: () => windowOptions,
    seen,
    says: (type) =>
      new Promise((resolve) => {
        const said = seen.find((message) => message.type === type);
        if (said !== undefined) return resolve(said);
        listeners = [...listeners, (message) => message.type === type && resolve(message)];
      }),
  };
}

/** What Electron does before the page's own scripts: runs the preload, in the main frame alone. */
function rendererScript(preload: string): string {
  return `if (window === window.top) {
  const ipcRenderer = {
    send: (channel, message) => void window.standInSend(channel, structuredClone(message)),
    on: (channel, listener) => window.addEventListener('stand-in:' + channel, ({ detail }) => listener({}, detail)),
  };
  const contextBridge = {
    exposeInMainWorld(name, api) {
      for (const value of Object.values(api)) if (typeof value !== 'function') structuredClone(value);
      Object.defineProperty(window, name, { value: Object.freeze({ ...api }), enumerable: true });
    },
  };
  const open = window.standInOpen;
  window.open = (url) => (void open(new URL(url, location.href).href), null);
  ((require, module, exports) => {${preload}\n})(
    (name) => { if (name !== 'electron') throw new Error('a sandboxed preload has no ' + name); return { contextBridge, ipcRenderer }; },
    { exports: {} },
    {},
  );
}`;
}

function isFetched(value: unknown): value is Fetched {
  return typeof value === 'object' && value !== null && 'status' in value && 'base64' in value;
}
