import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StandInPage } from '#test/electron/stand-in/stand-in-page.ts';
import { type AppFixture, expect, test } from '#test/e2e/fixtures.ts';

/** What only the stand-in can ask of the program. */
function standInOf({ standIn }: AppFixture): StandInPage {
  test.skip(standIn === undefined, 'asked of the stand-in');
  if (standIn === undefined) throw new Error('skipped');
  return standIn;
}

test('the page is isolated and has only the pipe', async ({ app }) => {
  const pipe = await app.page.evaluate(() =>
    Object.entries(Reflect.get(window, 'tapedeck') ?? {}).map(([name, value]) => `${name}: ${typeof value}`),
  );
  expect(pipe).toEqual(['open: function', 'send: function', 'close: function', 'listen: function']);
  expect(
    await app.page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in window)),
  ).toEqual([]);
});

test('the window is made with every guard', async ({ app }) => {
  expect(standInOf(app).windowOptions()?.webPreferences).toEqual({
    preload: expect.stringMatching(/out.preload.preload\.cjs$/),
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
  });
});

test('our page may copy, and nobody anything else', async ({ app }) => {
  const standIn = standInOf(app);
  const ours = 'app://tapedeck/index.html';
  for (const permission of ['media', 'notifications', 'geolocation', 'clipboard-read', 'fullscreen', 'usb']) {
    expect(await standIn.ask({ ask: 'permissions', permission, url: ours })).toEqual([false, false, false]);
  }
  const permission = 'clipboard-sanitized-write';
  expect(await standIn.ask({ ask: 'permissions', permission, url: ours })).toEqual([true, true, false]);
  expect(await standIn.ask({ ask: 'permissions', permission, url: 'https://evil.example/' })).toEqual([
    false,
    false,
    false,
  ]);
});

test('the page stays where it is', async ({ app }) => {
  const before = app.page.url();
  for (const url of ['https://evil.example/', 'http://127.0.0.1:9/', 'https://tapedeck.test.evil.example/']) {
    await app.page.evaluate((to) => location.assign(to), url);
  }
  const standIn = standInOf(app);
  for (const url of ['https://evil.example/', 'file:///etc/passwd', 'app://other/', 'app://tapedeck.evil/']) {
    expect(await standIn.ask({ ask: 'navigate', url })).toBe(false);
    expect(await standIn.ask({ ask: 'redirect', url })).toBe(false);
  }
  expect(await standIn.ask({ ask: 'webview' })).toBe(false);
  expect(app.page.url()).toBe(before);
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
});

test('a window of the program opens beside the first, once, and with every guard', async ({ app }) => {
  const standIn = standInOf(app);
  const own = 'app://tapedeck/index.html#window=w1234abcd';
  const made = () => standIn.seen.flatMap((message) => (message.type === 'window' ? message.options : []));
  for (const url of [own, own]) expect(await standIn.ask({ ask: 'openWindow', url })).toBe('deny');
  await standIn.says('focused');
  expect(standIn.seen.flatMap((message) => (message.type === 'load' ? message.url : []))).toEqual([
    'app://tapedeck/index.html',
    own,
  ]);
  expect(made()).toHaveLength(2);
  expect(made()[1]?.webPreferences).toEqual(made()[0]?.webPreferences);
});

test('no window opens; a listed page opens in the system browser, without what the link added', async ({
  app,
}) => {
  const standIn = standInOf(app);
  for (const url of [
    'https://evil.example/',
    'http://www.tradingview.com/',
    'https://www.tradingview.com.evil.example/',
    'https://user@www.tradingview.com/',
    'https://www.tradingview.com/other',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'not an address',
    'app://tapedeck/other.html#window=w1234abcd',
    'app://tapedeck.evil/index.html#window=w1234abcd',
  ]) {
    expect(await standIn.ask({ ask: 'openWindow', url })).toBe('deny');
  }
  expect(standIn.seen.filter(({ type }) => type === 'external')).toEqual([]);

  await app.page.evaluate(() => window.open('https://www.tradingview.com/?utm_source=secret'));
  expect(await standIn.says('external')).toEqual({ type: 'external', url: 'https://www.tradingview.com/' });
  expect(app.page.context().pages()).toHaveLength(1);
});

test('the protocol serves the screen and nothing beside it', async ({ app }) => {
  const standIn = standInOf(app);
  for (const path of [
    '/../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/....//package.json',
    '/assets/../../main/main.js',
    '/..\\..\\package.json',
    '/%00',
    '/etc/passwd',
    '//etc/passwd',
    '/index.html/',
    '/INDEX.HTML',
  ]) {
    const url = `app://tapedeck${path}`;
    expect(await standIn.ask({ ask: 'fetch', url, method: 'GET' }), path).toMatchObject({ status: 404 });
  }
  for (const [url, method] of [
    ['app://other/index.html', 'GET'],
    ['app://tapedeck/index.html', 'POST'],
  ] as const) {
    expect(await standIn.ask({ ask: 'fetch', url, method })).toMatchObject({ status: 404 });
  }
  expect(await standIn.ask({ ask: 'fetch', url: 'app://tapedeck/', method: 'GET' })).toMatchObject({
    status: 200,
    headers: { 'content-security-policy': expect.stringContaining("default-src 'none'") },
  });
});

test('a message from another frame, another origin or of a wrong shape is not heard', async ({ app }) => {
  const standIn = standInOf(app);
  const own = {
    type: 'ipc',
    channel: 'tapedeck',
    url: 'app://tapedeck/index.html',
    isMainFrame: true,
  } as const;
  const open = { type: 'open', connection: 500 };
  const call = {
    type: 'text',
    connection: 500,
    text: '{"type":"call","id":1,"name":"workspaces.list","input":{}}',
  };
  const heard: unknown[] = [];
  await app.page.exposeFunction('heard', (message: unknown) => heard.push(message));
  await app.page.evaluate(() =>
    window.addEventListener('stand-in:tapedeck', (event) => {
      const listener: unknown = Reflect.get(window, 'heard');
      if (event instanceof CustomEvent && typeof listener === 'function') listener(event.detail);
    }),
  );
  for (const foreign of [{ isMainFrame: false }, { url: 'https://evil.example/' }]) {
    standIn.tell({ ...own, ...foreign, message: open });
    standIn.tell({ ...own, ...foreign, message: call });
  }
  for (const message of [null, 7, 'open', {}, { type: 'open' }, { type: 'text', connection: 500, text: 7 }]) {
    standIn.tell({ ...own, message });
  }
  standIn.tell({ ...own, message: open });
  standIn.tell({ ...own, message: { ...call, text: call.text.replace('1', '2') } });

  // The page's own connection is heard too.
  const answers = () => heard.filter((message) => JSON.stringify(message).includes('"connection":500'));
  await expect.poll(answers).not.toEqual([]);
  expect(answers()).toEqual([{ type: 'text', connection: 500, text: expect.stringContaining('"id":2') }]);
});

test('a screen whose process has gone is loaded again, a few times by itself and then when the trader says so', async ({
  app,
}) => {
  const standIn = standInOf(app);
  const said = (type: string): number => standIn.seen.filter((message) => message.type === type).length;
  standIn.tell({ type: 'rendererGone', reason: 'clean-exit' });
  for (let time = 1; time <= 3; time += 1) {
    standIn.tell({ type: 'rendererGone', reason: 'crashed' });
    await expect.poll(() => said('reload')).toBe(time);
  }
  standIn.tell({ type: 'rendererGone', reason: 'oom' });
  expect(await standIn.says('messageBox')).toMatchObject({ detail: expect.stringContaining('oom') });
  expect(said('reload')).toBe(3);
  standIn.tell({ type: 'boxAnswer', response: 0 });
  await expect.poll(() => said('reload')).toBe(4);
  expect(readFileSync(join(app.workspacesDir, 'tapedeck.log'), 'utf8')).toContain('"reason":"oom"');
});

test('a second instance brings up the window of the first', async ({ app }) => {
  const standIn = standInOf(app);
  standIn.tell({ type: 'secondInstance' });
  await standIn.says('focused');
  expect(standIn.seen.filter(({ type }) => type === 'messageBox')).toEqual([]);
  standIn.tell({ type: 'secondInstance', data: { workspaces: '/elsewhere', demo: true } });
  expect(await standIn.says('messageBox')).toMatchObject({
    message: expect.stringContaining('--workspaces, --demo'),
  });
});

test('closing the window keeps its place and ends the program in order', async ({ app }) => {
  const standIn = standInOf(app);
  standIn.tell({ type: 'closeWindow' });
  const folder = dirname(app.workspacesDir);
  await expect
    .poll(() => readFileSync(join(app.workspacesDir, 'tapedeck.log'), 'utf8'))
    .toContain('"msg":"closed"');
  expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toEqual([
    { fragment: '', bounds: { x: 10, y: 20, width: 1200, height: 800 }, maximized: false },
  ]);
});
