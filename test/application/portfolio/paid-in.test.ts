import { expect, test } from 'vitest';
import { createPaidIn } from '#src/application/portfolio/paid-in.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, ledgerEntryId } from '#src/domain/ids.ts';
import type { Flow } from '#src/domain/paid-in.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const main = accountId('main');
const euro = currency('EUR');

test('is read once however many fills come, and again when flows or rates have changed', async () => {
  const { record, close } = await openTemporary(await temporaryWorkspace());
  let reads = 0;
  const flow: Flow = {
    id: ledgerEntryId('a'),
    accountId: main,
    type: 'deposit',
    time: 1,
    cash: { currency: currency('BTC'), amount: Decimal.one },
    rate: undefined,
  };
  const rates = {
    ...record.read.rates,
    flows: () => Promise.resolve([flow]),
    revisions: () => {
      reads += 1;
      return Promise.resolve([reads]);
    },
  };
  const paidIn = createPaidIn({ ledger: record.read.ledger, rates });
  const expected = { paidIn: { known: Decimal.zero, unrated: 1 }, revisions: [1] };
  expect(await paidIn.of(main, euro)).toEqual(expected);
  expect(await paidIn.of(main, euro)).toEqual(expected);
  paidIn.forget();
  expect(await paidIn.of(main, euro)).toEqual({ ...expected, revisions: [2] });
  await close();
});
