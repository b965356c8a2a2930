import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { chromiumLaunchOptions } from '../../test/e2e/chromium.ts';
import { medianOf, type Figure } from '../figure.ts';
import { startProgram } from '../running-program.ts';
import { countRenders, taskTime } from '../screen/page-cost.ts';

const turns = 3;
const turnTime = 4000;
/** What is loaded and drawn at first is no part of rest. */
const settleTime = 6000;
const mostTimes = 20;
const mostRenders = 6;

/** Twelve instruments' last, bid, ask and change, as often as ours show them, and nothing else. */
const rawPage = `<table>${'<tr><td>0</td><td>0</td><td>0</td><td>0</td></tr>'.repeat(12)}</table><script>
let beat = 0;
setInterval(() => {
  beat += 1;
  document.querySelectorAll('td').forEach((cell, index) => { cell.textContent = String(50000 + ((beat * 37 + index) % 99)); });
}, 333);
</script>`;

/** A demo workspace that nobody touches: what its page costs with twelve live quotes, and what a quote renders. */
export async function measureIdleScreen(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-bench-'));
  const browser = await chromium.launch(chromiumLaunchOptions());
  const program = await startProgram(['--workspaces', folder, '--demo']);
  try {
    const told = { quotes: 0 };
    const desk = await openDesk(browser, program.address, told);
    return [await measureCost(browser, desk), await measureRenders(desk, told)];
  } finally {
    await browser.close();
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureCost(browser: Browser, ours: Page): Promise<Figure> {
  const raw = await browser.newPage();
  await raw.setContent(rawPage);
  const pairs: { readonly ours: number; readonly raw: number }[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await raw.bringToFront();
    const first = await workOf(raw);
    await ours.bringToFront();
    pairs.push({ raw: first, ours: await workOf(ours) });
  }
  await raw.close();
  await ours.bringToFront();
  const ratio = medianOf(pairs.map((pair) => pair.ours / pair.raw));
  return {
    name: "idle screen: the page's task time with twelve live quotes, a second",
    value: medianOf(pairs.map((pair) => pair.ours)),
    unit: 'ms',
    baseline: medianOf(pairs.map((pair) => pair.raw)),
    ratio,
    goal: `<= ${mostTimes} times the raw page`,
    pass: ratio <= mostTimes,
  };
}

async function measureRenders(page: Page, told: { readonly quotes: number }): Promise<Figure> {
  const before = told.quotes;
  await page.evaluate('globalThis.renders = 0');
  await page.waitForTimeout(turnTime);
  const renders = Number(await page.evaluate('globalThis.renders'));
  const value = renders / (told.quotes - before);
  return {
    name: 'idle screen: components rendered for each quote, with what it moves elsewhere',
    value,
    unit: 'renders',
    baseline: undefined,
    ratio: undefined,
    goal: `<= ${mostRenders}`,
    pass: value <= mostRenders,
  };
}

/** Counts the quotes that it is told, and what it renders from when `renders` is a number. */
async function openDesk(browser: Browser, address: string, told: { quotes: number }): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(countRenders);
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      told.quotes += payload.toString().split('"askQuantity"').length - 1;
    }),
  );
  await page.goto(address);
  await page.getByRole('row').nth(12).waitFor();
  await page.waitForTimeout(settleTime);
  return page;
}

/** Milliseconds of work of the page's main thread in each second. */
async function workOf(page: Page): Promise<number> {
  return (await taskTime(page, () => page.waitForTimeout(turnTime))) / (turnTime / 1000);
}
