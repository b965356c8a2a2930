import { afterEach, beforeEach, expect, test } from 'vitest';
import { startRecordNews } from '#renderer/app/record-news.ts';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { applyQuotes } from '#renderer/core/quotes.ts';
import { defaultPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import type { FillInfo } from '#src/contract/orders.ts';
import type { RecordChange } from '#src/contract/state.ts';
import { order, orderChanged, tableWith } from '#test/renderer/core/records.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

let said: { readonly text: string; readonly urgent: boolean }[] = [];
let gathered: (() => void)[] = [];
let end: () => void = () => undefined;

beforeEach(() => {
  said = [];
  gathered = [];
  const venues = [{ id: 'binance', label: 'Binance', kind: 'exchange' as const, environments: [] }];
  useLiveStore.setState({ ...initialLiveState, venues, orders: tableWith(order('o1')) }, true);
  usePreferencesStore.setState(defaultPreferences, true);
  end = startRecordNews({
    tell: (text, urgent) => said.push({ text, urgent }),
    schedule: (run) => gathered.push(run),
  });
});
afterEach(() => end());

function happen(...changes: readonly RecordChange[]): void {
  for (const change of changes)
    useLiveStore.setState((state) => applyChange(state, state.sequence + 1, change));
}

/** The burst is over. */
function hear(): void {
  for (const run of gathered.splice(0)) run();
}

function fillAdded(id: string, quantity = '40'): RecordChange {
  const fill: FillInfo = {
    id,
    accountId: 'a1',
    orderId: 'o1',
    instrumentId: 'sim:NKNUSDT',
    side: 'BUY',
    quantity,
    price: '0.35',
    notional: '14',
    currency: 'USDT',
    venueTradeId: id,
    liquidity: 'MAKER',
    source: 'venue',
    time: 2,
  };
  return { type: 'fillAdded', fill };
}

test('a fill is said', () => {
  happen(fillAdded('f1'));
  hear();
  expect(said).toEqual([{ text: 'Filled: NKNUSDT Buy 40 @ 0.35', urgent: false }]);
});

test('a burst is summed up', () => {
  happen(...Array.from({ length: 12 }, (_, index) => fillAdded(`f${index}`)));
  hear();
  expect(said).toEqual([{ text: '12 fills', urgent: false }]);
});

test('each order that is rejected is said, however many ended before it', () => {
  const rejected = Array.from({ length: 450 }, (_, index) =>
    orderChanged(`e${index}`, { active: false, status: 'REJECTED', reason: `No margin ${index}` }),
  );
  for (const change of rejected) {
    happen(change);
    hear();
  }
  expect(said.map(({ text }) => text)).toEqual(
    rejected.map((_, index) => `Rejected: NKNUSDT Buy 100 @ 0.35. “No margin ${index}”`),
  );
});

test('an order that is rejected interrupts, one that ended does not, one that filled is told by its fills', () => {
  happen(orderChanged('o1', { active: false, status: 'REJECTED', reason: 'No margin' }));
  hear();
  happen(orderChanged('o2', { active: false, status: 'CANCELLED' }));
  hear();
  happen(orderChanged('o3', { active: false, status: 'FILLED' }));
  hear();
  expect(said).toEqual([
    { text: 'Rejected: NKNUSDT Buy 100 @ 0.35. “No margin”', urgent: true },
    { text: 'Cancelled: NKNUSDT Buy 100 @ 0.35', urgent: false },
  ]);
});

test('a connection that is lost interrupts, and that it is back is said', () => {
  const feed = { venue: 'binance', status: 'live', since: 1 } as const;
  happen({ type: 'feedChanged', feed });
  hear();
  happen({ type: 'feedChanged', feed: { ...feed, status: 'offline' } });
  hear();
  useLiveStore.setState({ connection: { status: 'lost', since: 1 } });
  useLiveStore.setState({ connection: { status: 'open', since: 2 } });
  hear();
  expect(said).toEqual([
    { text: 'Binance live', urgent: false },
    { text: 'Binance offline', urgent: true },
    { text: 'Connected to Tapedeck’s core again', urgent: false },
  ]);
});

test('an alert is said', () => {
  const alert = {
    id: 'a1',
    severity: 'critical',
    title: 'Unknown',
    message: 'Ask the venue.',
    time: 1,
  } as const;
  happen({ type: 'alertRaised', alert });
  hear();
  expect(said).toEqual([{ text: 'Unknown. Ask the venue.', urgent: true }]);
});

test('a tick, and a snapshot of what was before, say nothing', () => {
  useLiveStore.setState((state) =>
    applyQuotes(state, [{ instrumentId: 'sim:NKNUSDT', last: '0.36', time: 3 }]),
  );
  useLiveStore.setState((state) => ({ snapshots: state.snapshots + 1, orders: tableWith() }));
  expect(gathered).toEqual([]);
});

test('amounts that privacy hides are not spoken', () => {
  usePreferencesStore.setState({ privacy: true });
  happen(fillAdded('f1', '4815'));
  hear();
  expect(said).toHaveLength(1);
  expect(said[0]?.text).not.toContain('4815');
  expect(said[0]?.text).toContain('0.35');
});
