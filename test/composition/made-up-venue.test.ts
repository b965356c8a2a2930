import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { venues } from '#src/composition/venues.ts';
import { draftId } from '#src/contract/values.ts';
import { madeUpVenue } from '#test/venues/made-up/made-up-venue.ts';
import { desk } from './maintenance-desk.ts';

it('a venue that is one folder and one line in the list is offered, watched and traded on', async () => {
  const feedWorker = new URL('../venues/made-up/feed-worker.ts', import.meta.url);
  const { handlers, events } = await desk(undefined, { venues: [...venues, madeUpVenue], feedWorker });
  expect(await handlers['state.snapshot']({})).toMatchObject({
    value: {
      venues: expect.arrayContaining([
        { id: 'madeup', label: 'Made up', kind: 'exchange', environments: ['testnet'] },
      ]),
    },
  });
  // The venue's list of instruments has come when the workspace is to be read anew.
  const listed = new Promise<void>((resolve) => {
    events.subscribe('record', {}, ({ change }) => {
      if (change.type === 'workspaceChanged') void look();
    });
    async function look(): Promise<void> {
      const known = await handlers['instruments.list']({});
      if (known.ok && known.value.length > 0) resolve();
    }
  });
  const made = await handlers['workspaces.createPaper']({
    name: 'Tea',
    venue: 'madeup',
    baseCurrency: 'TEA',
    deposit: '1000',
    makerFee: '0',
    takerFee: '0.01',
    lotMethod: 'FIFO',
  });
  expect(made).toMatchObject({ ok: true });
  await listed;
  const opened = await handlers['state.snapshot']({});
  if (!opened.ok) throw new Error('the state can always be read');
  const [account] = opened.value.accounts;
  expect(account).toMatchObject({ venue: 'madeup', name: 'Paper on Made up' });
  const placed = await handlers['orders.place']({
    draftId: draftId.parse(randomUUID()),
    accountId: account?.id ?? '',
    instrumentId: 'madeup:HOUR-TEA',
    side: 'BUY',
    type: 'MARKET',
    quantity: '10',
    timeInForce: 'IOC',
  });
  // 10 hours at 12, and 1 % of that as the fee.
  expect(placed).toMatchObject({ ok: true, value: { order: { status: 'FILLED', averagePrice: '12' } } });
  const available = await handlers['orders.available']({
    accountId: account?.id ?? '',
    instrumentId: 'madeup:HOUR-TEA',
    side: 'BUY',
  });
  expect(available).toMatchObject({ value: { available: '878.8', currency: 'TEA' } });
});

it('a venue that is not in the list is refused by name', async () => {
  const { handlers } = await desk();
  expect(
    await handlers['workspaces.createPaper']({
      name: 'Tea',
      venue: 'madeup',
      baseCurrency: 'TEA',
      deposit: '1000',
      makerFee: '0',
      takerFee: '0',
      lotMethod: 'FIFO',
    }),
  ).toEqual({ ok: false, error: { code: 'NOT_FOUND', what: 'venue', id: 'madeup' } });
});
