import { expect, test } from 'vitest';
import type { TradeInfo } from '#src/contract/activity.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { FeeDialog } from '#renderer/pages/activity/fee-dialog.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const trade: TradeInfo = {
  kind: 'trade',
  id: 't1',
  accountId: 'a',
  time: Date.UTC(2025, 4, 3, 9),
  instrumentId: 'import:OLD-EUR',
  side: 'SELL',
  asset: { kind: 'currency', currency: 'OLD' },
  amount: '-0.5',
  price: '60000',
  counter: { currency: 'EUR', amount: '30000' },
  source: 'import',
  fileName: 'trades.csv',
  place: { seq: 7, hash: 'abc' },
};

test('a fee is offered in what was paid, also of an instrument that nobody lists any more', async () => {
  useLiveStore.setState({ instruments: {} });
  const { screen } = await renderScreen(<FeeDialog trade={trade} onClose={() => undefined} />, {});
  await expect.element(screen.getByRole('textbox', { name: 'In', exact: true })).toHaveValue('EUR');
});
