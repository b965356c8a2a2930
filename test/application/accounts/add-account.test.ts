import { expect, it } from 'vitest';

import { addAccount, type AddedAccount } from '#src/application/accounts/add-account.ts';
import { currency } from '#src/domain/ids.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { decimal, furnish, startTime } from '#test/ports/sample-entities.ts';
import { madeUpVenue } from '#test/venues/made-up/made-up-venue.ts';

const inUsd = { currency: currency('USD'), amount: decimal('1000') };
const fees = { maker: decimal('0.001'), taker: decimal('0.001') };
const paper = {
  mode: 'paper',
  venue: madeUpVenue.id,
  environment: undefined,
  fees,
  deposit: inUsd,
} as const;
/** An account that another portfolio begins with. */
const second: AddedAccount = {
  name: 'Second',
  portfolio: { name: 'Beside', baseCurrency: inUsd.currency, lotMethod: 'FIFO' },
  trades: paper,
};

async function openDesk() {
  const { record } = await openTemporary(await temporaryWorkspace());
  await furnish(record);
  let number = 0;
  const needs = {
    clock: createFakeClock(startTime),
    ids: { next: () => `new-${(number += 1)}` },
    takesOrders: () => false,
    venues: [madeUpVenue],
    kind: 'paper',
  } as const;
  const held = async () => ({
    portfolios: new Set((await record.read.portfolios.list()).map(({ name }) => name)),
    accounts: new Set((await record.read.accounts.list()).map(({ name }) => name)),
    audited: (await record.read.audit.page({ limit: 10 })).rows.length,
  });
  return {
    record,
    held,
    add: (asked: AddedAccount, store: RecordStore = record) => addAccount({ ...needs, store }, asked),
  };
}

const diskFails = () => Promise.reject(new Error('the disk has failed'));

it('an account is added with the portfolio that begins with it, its first cash and its audit entry', async () => {
  const { record, held, add } = await openDesk();
  const before = await held();
  const added = await add(second);
  if (!added.ok) throw new Error(added.error.code);
  expect(await held()).toEqual({
    portfolios: new Set([...before.portfolios, 'Beside']),
    accounts: new Set([...before.accounts, 'Second']),
    audited: before.audited + 1,
  });
  expect(await record.read.ledger.cash(added.value.account.id)).toEqual([inUsd]);
});

it('an account that is refused leaves no portfolio that was to begin with it', async () => {
  const { held, add } = await openDesk();
  const before = await held();
  const refused = await add({ ...second, trades: { ...paper, environment: 'live', mode: 'live' } });
  expect(refused).toMatchObject({ ok: false, error: { code: 'ACCOUNT_REFUSED' } });
  expect(await held()).toEqual(before);
  // Nothing waits for the one that was refused.
  expect((await add(second)).ok).toBe(true);
});

it('an account whose audit entry the record does not take is not there, nor what came before it', async () => {
  const { record, held, add } = await openDesk();
  const before = await held();
  const failing: RecordStore = {
    read: record.read,
    transact: (work, importance) => record.transact(work, importance),
    async begin() {
      const unit = await record.begin();
      const { audit } = unit.repositories;
      return {
        repositories: { ...unit.repositories, audit: { ...audit, append: diskFails } },
        commit: () => unit.commit(),
        rollback: () => unit.rollback(),
        [Symbol.asyncDispose]: () => unit[Symbol.asyncDispose](),
      };
    },
  };
  await expect(add(second, failing)).rejects.toThrow('the disk has failed');
  expect(await held()).toEqual(before);
});
