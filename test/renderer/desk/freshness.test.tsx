import { beforeEach, expect, test } from 'vitest';
import { PastImports } from '#renderer/pages/import/past-imports.tsx';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { WorkspaceDialog } from '#renderer/pages/maintenance/workspace-dialog.tsx';
import { OrderHistory } from '#renderer/trading/order-history.tsx';
import { CancelDialog } from '#renderer/trading/cancel-dialog.tsx';
import { QuoteStrip } from '#renderer/panels/order-ticket/quote-strip.tsx';
import { freshAtFirst, useFreshnessStore } from '#renderer/core/freshness-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { ConnectionBanner } from '#renderer/controls/connection-banner.tsx';
import { order, paper, tableWith } from '#test/renderer/core/records.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { pair } from '#test/renderer/instruments.ts';

const since = new Date(2026, 0, 5, 12, 4, 5).getTime();
const btc = pair('BTC', { id: 'binance:BTCUSDT', venue: 'binance', symbol: 'BTCUSDT' });
const quote = { instrumentId: btc.id, bid: '100.00', ask: '100.02', time: since };

beforeEach(() => {
  useLiveStore.setState({
    connection: { status: 'open', since: 0 },
    feeds: [{ venue: 'binance', status: 'live', since: 0 }],
    quotes: { [btc.id]: quote },
  });
});

test('a silent core is named with the time it was last heard, and nothing is said while it answers', async () => {
  const { screen } = await renderScreen(<ConnectionBanner />);
  expect(screen.getByRole('alert').query()).toBeNull();
  useFreshnessStore.setState({ silentSince: since });
  const told = screen.getByRole('alert').getByText(/core has not answered since .*12:04:05/);
  await expect.element(told).toBeVisible();
});

test.each([
  ['a silent core', () => useFreshnessStore.setState({ silentSince: since })],
  ['a lost core', () => useLiveStore.setState({ connection: { status: 'lost', since } })],
  ['a stale feed', () => useLiveStore.setState({ feeds: [{ venue: 'binance', status: 'stale', since }] })],
  ['a quote from before', () => useFreshnessStore.setState({ carried: { [btc.id]: { quote, since } } })],
])('the quote strip is marked since the prices were last good: %s', async (_name, happen) => {
  const { screen } = await renderScreen(<QuoteStrip instrument={btc} />);
  expect(screen.getByText(/stale/i).query()).toBeNull();
  happen();
  await expect.element(screen.getByText(/Stale since .*12:04:05/)).toBeVisible();
});

test('the mark goes with the next quote of the instrument', async () => {
  useFreshnessStore.setState({ carried: { [btc.id]: { quote, since } } });
  const { screen } = await renderScreen(<QuoteStrip instrument={btc} />);
  await expect.element(screen.getByText(/Stale since/)).toBeVisible();
  useLiveStore.setState({ quotes: { [btc.id]: { ...quote, bid: '100.01' } } });
  await expect.element(screen.getByText(/Stale since/)).not.toBeInTheDocument();
});

test('a cancel is offered to a silent core, and not to a lost one', async () => {
  useFreshnessStore.setState({ silentSince: since });
  useLiveStore.setState({ orders: tableWith(order('1')) });
  const { screen } = await renderScreen(<CancelDialog order={order('1')} onClose={() => undefined} />);
  const button = screen.getByRole('button', { name: 'Cancel order' });
  await expect.element(screen.getByText(/carried out when it answers/)).toBeVisible();
  await expect.element(button).toBeEnabled();
  useFreshnessStore.setState(freshAtFirst, true);
  useLiveStore.setState({ connection: { status: 'lost', since } });
  await expect.element(button).toBeDisabled();
});

const ignore = (): void => undefined;
const NotThereYet = lazyPart(() => new Promise<() => null>(ignore));

test.each([
  [
    'whose code is on its way',
    <LazyDialog key="" name="Limits" opened onClose={ignore}>
      <NotThereYet />
    </LazyDialog>,
  ],
  ['of an order', <OrderHistory key="" orderId="1" known={order('1')} onClose={ignore} />],
  ['of the workspace', <WorkspaceDialog key="" workspace={paper} onClose={ignore} />],
  ['of imports', <PastImports key="" undone={0} onUndo={ignore} />],
])('what a dialog %s waits for is told as late, since when, and that it comes', async (_name, dialog) => {
  useFreshnessStore.setState({ silentSince: since });
  const { screen } = await renderScreen(dialog);
  const told = screen.getByText(/core has not answered since .*12:04:05.* comes when/);
  await expect.element(told).toBeVisible();
  useFreshnessStore.setState(freshAtFirst, true);
  await expect.element(told).not.toBeInTheDocument();
});
