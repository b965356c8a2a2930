import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '#test/e2e/fixtures.ts';

test('another browser is signed in by the next address, and by no used one', async ({ app, browser }) => {
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  // A browser that translates a page takes its texts from where prices are drawn: they would stand still.
  await expect(app.page.locator('html')).toHaveAttribute('translate', 'no');
  const next = readFileSync(join(app.workspacesDir, 'sign-in-address'), 'utf8').trim();
  const second = await (await browser.newContext()).newPage();
  const sessions: string[] = [];
  second.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => sessions.push(String(payload).slice(0, 10))),
  );
  await second.goto(next);
  await expect.poll(() => sessions).toContain('{"session"');

  const third = await (await browser.newContext()).newPage();
  const closed = third.waitForEvent('websocket').then((socket) => socket.waitForEvent('close'));
  await third.goto(next);
  await closed;
  expect(await third.evaluate(() => sessionStorage.length)).toBe(0);
});

test('a page that is reloaded before its sign-in was answered is signed in by the same address', async ({
  app,
  browser,
}) => {
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  const next = readFileSync(join(app.workspacesDir, 'sign-in-address'), 'utf8').trim();
  const page = await (await browser.newContext()).newPage();
  let isSilent = true;
  const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
  await page.routeWebSocket(/\/socket$/u, (socket) => {
    if (isSilent) socket.onMessage(() => wasAsked());
    else socket.connectToServer();
  });
  await page.goto(next);
  await asked;
  isSilent = false;
  await page.reload();
  await expect(page.getByText('Explore the demo')).toBeVisible();
});

test('the health is told', async ({ app }) => {
  // The token that the page signs in with is good for nothing more.
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  expect(await app.health()).toMatchObject({
    status: 'ok',
    version: expect.any(String),
    feeds: [],
    accounts: [],
    eventLoopDelay: { p99: expect.any(Number) },
  });
});

/**
 * A cookie is sent to every port of its host: https://github.com/openhab/openhab-core/issues/287. Browsers keep some 180 of a
 * host, of 4 KiB each.
 */
test('cookies of other programs on this machine do not lock the trader out', async ({ app }) => {
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  const other = createServer((_request, response) => {
    const cookies = Array.from({ length: 170 }, (_, at) => `other${at}=${'x'.repeat(4000)}; Path=/`);
    response.writeHead(200, { 'Content-Type': 'text/html', 'Set-Cookie': cookies.slice(0, 50) });
    const more = cookies.slice(50).map((cookie) => `document.cookie = ${JSON.stringify(cookie)};`);
    response.end(`<title>another program</title><script>${more.join('')}</script>`);
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on no port');
  const tab = await app.page.context().newPage();
  await tab.goto(`http://127.0.0.1:${address.port}/`);
  expect((await app.page.context().cookies()).length).toBeGreaterThan(100);
  await app.page.reload();
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  await expect(app.page.getByRole('alert')).toHaveCount(0);
  other.close();
});
