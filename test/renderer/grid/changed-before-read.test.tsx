import { beforeEach, expect, test } from 'vitest';
import { ok } from '#src/domain/result.ts';
import { OrdersPanel } from '#renderer/panels/orders/orders-panel.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { type GridView, initialView } from '#renderer/grid/grid-view.ts';
import { instrument } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, paper, tableWith } from '#test/renderer/core/records.ts';

const kept: GridView = {
  ...initialView({ id: 'symbol', descending: false }),
  order: ['status', 'symbol'],
  visibility: { time: false },
  widths: { symbol: 200 },
  filters: { symbol: 'NKN' },
  filterSeparators: 'comma-point',
};

beforeEach(() => {
  const nkn = instrument('NKNUSDT');
  useLiveStore.setState({
    epoch: 'e1',
    workspace: paper,
    instruments: { [nkn.id]: nkn },
    orders: tableWith(order('1', { instrumentId: nkn.id })),
  });
});

test('what is changed about a table before its kept view was read is changed there alone', async () => {
  const read = Promise.withResolvers<void>();
  const written: unknown[] = [];
  const { screen } = await renderScreen(
    <div style={{ height: 400, display: 'flex', flexDirection: 'column' }}>
      <OrdersPanel />
    </div>,
    {
      'settings.find': async ({ keys }) => {
        await read.promise;
        const values = keys
          .filter((key) => key.startsWith('grid.'))
          .map((key) => ({ key, json: JSON.stringify(kept) }));
        return ok({ epoch: 'first', sequence: 1, values });
      },
      'settings.set': async ({ json }) => {
        written.push(JSON.parse(json));
        return ok({ epoch: 'first', sequence: 2 });
      },
    },
  );
  await screen.getByRole('button', { name: 'Columns' }).click();
  await screen.getByRole('menuitemcheckbox', { name: 'Type' }).click();
  await expect.element(screen.getByRole('columnheader', { name: 'Type' })).not.toBeInTheDocument();
  read.resolve();
  await expect.element(screen.getByRole('columnheader', { name: 'Time' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('columnheader', { name: 'Type' })).not.toBeInTheDocument();
  expect(written).toEqual([{ ...kept, visibility: { time: false, type: false } }]);
});
