/** What a page in the trader's own browser can try, also by a name of its own that leads to this machine. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Frame, type Page } from 'playwright';
import { chromiumLaunchOptions } from '#test/e2e/chromium.ts';
import { attackInjector, type Attack } from './attack.ts';
import { openDoor, type Door } from './door.ts';

type Browsing = { readonly door: Door; readonly page: Page; readonly foreignPort: number };

/** Runs in the page: what it got of the address, if anything. */
type Try = (address: string) => Promise<string | undefined>;

const tries: Readonly<Record<string, Try>> = {
  'reads the health': (address) =>
    fetch(`${address}/health`).then(
      async (response) => (response.ok ? `read ${await response.text()}` : undefined),
      () => undefined,
    ),
  'reads the page with its cookies': (address) =>
    fetch(`${address}/`, { credentials: 'include' }).then(
      async (response) => (response.ok ? `read ${(await response.text()).slice(0, 20)}` : undefined),
      () => undefined,
    ),
  'asks without CORS': (address) =>
    fetch(`${address}/health`, { mode: 'no-cors' }).then(
      async (response) => (await response.text()) || undefined,
      () => undefined,
    ),
  'opens a socket': (address) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${address.replace('http', 'ws')}/socket`);
      socket.addEventListener('open', () => resolve('a socket opened'));
      socket.addEventListener('error', () => resolve(undefined));
    }),
  'listens for events': (address) =>
    new Promise((resolve) => {
      const source = new EventSource(`${address}/health`);
      source.addEventListener('open', () => resolve('a stream opened'));
      source.addEventListener('error', () => {
        source.close();
        resolve(undefined);
      });
    }),
  'loads it as a script': (address) =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      script.addEventListener('load', () => resolve('a script loaded'));
      script.addEventListener('error', () => resolve(undefined));
      script.src = `${address}/health`;
      document.head.append(script);
    }),
  'loads it as an image': (address) =>
    new Promise((resolve) => {
      const image = new Image();
      image.addEventListener('load', () => resolve('an image loaded'));
      image.addEventListener('error', () => resolve(undefined));
      image.src = `${address}/`;
    }),
  'loads it as a style': (address) =>
    new Promise((resolve) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.addEventListener('load', () => resolve('a style loaded'));
      link.addEventListener('error', () => resolve(undefined));
      link.href = `${address}/`;
      document.head.append(link);
    }),
  'looks into a window of it': async (address) => {
    const opened = window.open(`${address}/`);
    if (opened === null) return undefined;
    try {
      // Empty and ours until the answer is there: then to look is refused, or it has been let in.
      for (let looks = 0; looks < 200 && !opened.closed; looks += 1) {
        if (opened.document.body.textContent !== '') return 'looked into the window';
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      return opened.closed ? undefined : 'the window stayed open to it';
    } catch {
      return undefined;
    } finally {
      opened.close();
    }
  },
};

/** Where the trying page is from, and by what name it calls the program. */
const places = [
  { from: 'http://evil.test', at: '127.0.0.1' },
  { from: 'http://evil.test', at: 'evil.test' },
  { from: 'http://localhost', at: '127.0.0.1' },
  { from: 'http://localhost', at: 'localhost' },
  { from: 'http://127.0.0.1', at: '127.0.0.1' },
] as const;

const fromPages = places.flatMap(({ from, at }) =>
  Object.entries(tries).map(([what, attempt]): Attack<Browsing> => ({
    what: `a page of ${from} ${what} at ${at}`,
    async attempt({ door, page, foreignPort }) {
      await page.goto(`${from}:${foreignPort}/`);
      return page.evaluate(attempt, `http://${at}:${door.port}`);
    },
  })),
);

/** A frame without an origin of its own, whose requests say `null`. */
async function opaqueFrame(page: Page): Promise<Frame> {
  await page.setContent('<iframe sandbox="allow-scripts" srcdoc="<p>frame"></iframe>');
  const frame = page.frames().find((other) => other !== page.mainFrame());
  if (frame === undefined) throw new Error('there is no frame');
  await frame.waitForSelector('p');
  return frame;
}

const fromNowhere = Object.entries(tries).map(([what, attempt]): Attack<Browsing> => ({
  what: `a frame without an origin ${what}`,
  async attempt({ door, page, foreignPort }) {
    await page.goto(`http://evil.test:${foreignPort}/`);
    return (await opaqueFrame(page)).evaluate(attempt, `http://127.0.0.1:${door.port}`);
  },
}));

const rebound = ['/', '/health', '/index.html', '/socket'].flatMap((path) =>
  ['evil.test', 'a.evil.test', 'localhost'].map((name): Attack<Browsing> => ({
    what: `the name ${name} is made to lead here and asked for ${path}`,
    async attempt({ door, page }) {
      const response = await page.goto(`http://${name}:${door.port}${path}`).catch(() => null);
      return response?.ok() === true ? `answered ${response.status()}` : undefined;
    },
  })),
);

const framed: Attack<Browsing> = {
  what: 'a page frames it',
  async attempt({ door, page, foreignPort }) {
    await page.goto(`http://evil.test:${foreignPort}/`);
    await page.setContent(`<iframe src="http://127.0.0.1:${door.port}/"></iframe><p>done`);
    await page.waitForLoadState('load');
    const frame = page.frames().find((other) => other !== page.mainFrame());
    const root = await frame?.$('#root');
    return root === null || root === undefined ? undefined : 'it is shown in the frame';
  },
};

const posted: Attack<Browsing> = {
  what: 'a page posts a form to it',
  async attempt({ door, page, foreignPort }) {
    await page.goto(`http://evil.test:${foreignPort}/`);
    await page.setContent(
      `<form method="post" action="http://127.0.0.1:${door.port}/"><button>go</button></form>`,
    );
    const [response] = await Promise.all([page.waitForNavigation(), page.click('button')]);
    return response?.ok() === true ? `answered ${response.status()}` : undefined;
  },
};

async function openBrowser() {
  const { target: door, close: closeDoor } = await openDoor();
  const foreign = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<title>foreign</title>');
  }).listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  const options = chromiumLaunchOptions();
  const rules = 'MAP evil.test 127.0.0.1, MAP *.evil.test 127.0.0.1, MAP localhost 127.0.0.1';
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--host-resolver-rules=${rules}`],
  });
  const page = await browser.newPage();
  const address = foreign.address();
  return {
    target: { door, page, foreignPort: portOf(address) },
    async close() {
      await browser.close();
      foreign.close();
      await closeDoor();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('it listens on no port');
  return address.port;
}

export const browserAttacks = attackInjector<Browsing>({
  name: 'pages',
  what: 'foreign pages in the trader’s browser',
  attacks: [...fromPages, ...fromNowhere, ...rebound, framed, posted],
  open: openBrowser,
});
