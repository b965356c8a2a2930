import type { Browser, Page } from 'playwright';

/** Counts the components that React renders, by the hook that its developer tools use, from when `renders` is a number. */
export const countRenders = `globalThis.renders = undefined;
const walk = (fiber) => {
  if ([0, 11, 14, 15].includes(fiber.tag) && (fiber.alternate === null || (fiber.flags & 1) !== 0)) globalThis.renders += 1;
  if (fiber.alternate !== null && fiber.child === fiber.alternate.child) return;
  for (let child = fiber.child; child !== null; child = child.sibling) walk(child);
};
globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { supportsFiber: true, renderers: new Map(), inject: () => 1,
  onCommitFiberUnmount() {}, onPostCommitFiberRoot() {}, onScheduleFiberRoot() {},
  onCommitFiberRoot: (id, root) => { if (globalThis.renders !== undefined) walk(root.current); } };`;

/** Milliseconds of work of the page's main thread while `work` runs; what other processes take counts as little as can be. */
export async function taskTime(page: Page, work: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await taskDuration();
  await work();
  const time = (await taskDuration()) - before;
  await session.detach();
  return time * 1000;

  async function taskDuration(): Promise<number> {
    const { metrics } = await session.send('Performance.getMetrics');
    const found = metrics.find(({ name }) => name === 'TaskDuration');
    if (found === undefined) throw new Error('the browser does not tell its task time');
    return found.value;
  }
}

/** Bytes that the page's scripts hold, after the garbage is collected. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
};

const scripting = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'FireIdleCallback',
  'FunctionCall',
  'MajorGC',
  'MinorGC',
  'RunMicrotasks',
  'TimerFire',
]);
const frame = 1_000_000 / 60;

/** Milliseconds of scripting in each sixtieth of a second that has any, on the main thread of the page's process. */
export async function scriptingOfFrames(
  browser: Browser,
  page: Page,
  milliseconds: number,
): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'v8', '__metadata'] });
  await page.waitForTimeout(milliseconds);
  const trace: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(
    (await browser.stopTracing()).toString(),
  );
  const events = trace.traceEvents
    .filter(({ name, ph }) => ph === 'X' && scripting.has(name))
    .toSorted((left, right) => left.ts - right.ts || (right.dur ?? 0) - (left.dur ?? 0));
  const { pid, tid } = busiest(trace.traceEvents);
  const frames = new Map<number, number>();
  let end = 0;
  for (const event of events) {
    // What runs within another one is part of it.
    if (event.pid !== pid || event.tid !== tid || event.ts < end) continue;
    end = event.ts + (event.dur ?? 0);
    const at = Math.floor(event.ts / frame);
    frames.set(at, (frames.get(at) ?? 0) + (event.tdur ?? event.dur ?? 0) / 1000);
  }
  return [...frames.values()];
}

/** Of the pages' main threads: the others rest meanwhile. */
function busiest(events: readonly TraceEvent[]): Pick<TraceEvent, 'pid' | 'tid'> {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const worked = ({ pid, tid }: TraceEvent): number =>
    events.reduce(
      (sum, event) => (event.pid === pid && event.tid === tid && event.ph === 'X' ? sum + 1 : sum),
      0,
    );
  const [first] = mains.toSorted((left, right) => worked(right) - worked(left));
  if (first === undefined) throw new Error('the trace holds no page');
  return first;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const found = sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
  if (found === undefined) throw new RangeError('the percentile of nothing');
  return found;
}
