import { type Browser, chromium, type Page } from 'playwright';
import { chromiumLaunchOptions } from '../../test/e2e/chromium.ts';
import { medianOf, type Figure } from '../figure.ts';
import { openBusyDesk, type BusyDesk } from '../screen/busy-desk.ts';
import { heapOf, percentile, scriptingOfFrames, taskTime } from '../screen/page-cost.ts';
import { openRival, type RivalRow } from '../screen/rival-grid.ts';

const size = { instruments: 50, orders: 100_000, updates: 20 };
const turns = 3;
const turnTime = 4000;
const settleTime = 3000;
const stretchTime = 60_000;

/** The whole screen at work beside AG Grid's blotter alone, and what a quote and a stretch of time cost it. */
export async function measureScreen(): Promise<readonly Figure[]> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const desk = await openBusyDesk(browser, size);
    try {
      const rival = await openRival(browser, {
        rows: rivalRows(),
        ticking: size.instruments,
        updates: size.updates,
      });
      return [
        await measureFrames(browser, desk.page, rival),
        await measureScroll(desk.page, rival, 'scroll', 120),
        await measureScroll(desk.page, rival, 'fling', 20_000),
        await measureRenders(desk),
        await measureHeap(desk.page),
      ];
    } finally {
      await desk.close();
    }
  } finally {
    await browser.close();
  }
}

async function measureFrames(browser: Browser, ours: Page, rival: Page): Promise<Figure> {
  const pairs: { readonly ours: number; readonly raw: number }[] = [];
  const p95 = async (page: Page): Promise<number> => {
    await page.bringToFront();
    await page.waitForTimeout(settleTime);
    return percentile(await scriptingOfFrames(browser, page, turnTime), 0.95);
  };
  for (let turn = 0; turn < turns; turn += 1) {
    await rival.evaluate('globalThis.ticking = true');
    const raw = await p95(rival);
    await rival.evaluate('globalThis.ticking = false');
    pairs.push({ raw, ours: await p95(ours) });
  }
  const ratio = medianOf(pairs.map((pair) => pair.ours / pair.raw));
  return {
    name: 'screen: scripting of a frame, p95, at 50 instruments × 20 updates a second; raw: AG Grid’s blotter alone',
    value: medianOf(pairs.map((pair) => pair.ours)),
    unit: 'ms',
    baseline: medianOf(pairs.map((pair) => pair.raw)),
    ratio,
    goal: '<= 0.7 x AG Grid',
    pass: ratio <= 0.7,
  };
}

/** Of our page the grid’s own scroller, of the other one what its script names. */
const ourScroller = `globalThis.scroller = () => document.querySelector('[role="grid"][aria-label="All orders"]').parentElement;`;

/** Ninety frames of so many pixels each, and what is drawn after them. */
function scrollBy(step: number): string {
  return `new Promise((resolve) => {
    const element = globalThis.scroller();
    element.scrollTop = 0;
    let left = 90;
    const next = () => {
      if (left === 0) return setTimeout(resolve, 500);
      left -= 1;
      element.scrollTop += ${step};
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`;
}

async function measureScroll(ours: Page, rival: Page, name: string, step: number): Promise<Figure> {
  await ours.evaluate(ourScroller);
  const pairs: { readonly ours: number; readonly raw: number }[] = [];
  const scroll = async (page: Page): Promise<number> => {
    await page.bringToFront();
    return taskTime(page, () => page.evaluate(scrollBy(step)));
  };
  for (let turn = 0; turn < turns; turn += 1) {
    const raw = await scroll(rival);
    pairs.push({ raw, ours: await scroll(ours) });
  }
  const ratio = medianOf(pairs.map((pair) => pair.ours / pair.raw));
  return {
    name: `screen: the page’s task time of a ${name} through 100,000 rows, while prices move; raw: AG Grid’s, at rest`,
    value: medianOf(pairs.map((pair) => pair.ours)),
    unit: 'ms',
    baseline: medianOf(pairs.map((pair) => pair.raw)),
    ratio,
    goal: '<= 0.5 x AG Grid',
    pass: ratio <= 0.5,
  };
}

async function measureRenders({ page, quotes }: BusyDesk): Promise<Figure> {
  await page.bringToFront();
  const before = quotes();
  await page.evaluate('globalThis.renders = 0');
  await page.waitForTimeout(turnTime);
  const value = Number(await page.evaluate('globalThis.renders')) / (quotes() - before);
  await page.evaluate('globalThis.renders = undefined');
  return {
    name: 'screen: components rendered for each quote, with what it moves elsewhere',
    value,
    unit: 'renders',
    baseline: undefined,
    ratio: undefined,
    goal: '<= 10',
    pass: value <= 10,
  };
}

async function measureHeap(page: Page): Promise<Figure> {
  const before = await heapOf(page);
  await page.waitForTimeout(stretchTime);
  const after = await heapOf(page);
  const ratio = after / before;
  return {
    name: 'screen: memory of the page’s scripts after a minute more of such a market',
    value: after / 1_000_000,
    unit: 'MB',
    baseline: before / 1_000_000,
    ratio,
    goal: '<= 1.1 x before',
    pass: ratio <= 1.1,
  };
}

function rivalRows(): readonly RivalRow[] {
  return Array.from({ length: size.orders }, (_, index) => ({
    id: `row-${index}`,
    symbol: `COIN${index % size.instruments}USDT`,
    side: index % 2 === 0 ? 'Buy' : 'Sell',
    quantity: ((index % 900) / 1000 + 0.1).toFixed(3),
    filled: '0',
    limit: (60_000 + (index % 5000) / 100).toFixed(2),
    status: 'Filled',
    time: new Date(1_700_000_000_000 + index * 1000).toISOString(),
    type: 'Limit',
    stop: '',
    average: '',
    strategy: '',
    tif: 'GTC',
  }));
}
