import { expect, onTestFinished, test } from 'vitest';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { accountId, portfolioId } from '#src/domain/ids.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { decimal, sampleFill, startTime } from '#test/ports/sample-entities.ts';

const names = ['a', 'b', 'c'];

test('a fill has its own portfolio read again, however many others there are, and all are valued', async () => {
  const clock = createFakeClock(startTime);
  const files = await openTemporary(await temporaryWorkspace());
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  for (const name of names) {
    const opening = openingAccount(coin, startTime, {
      portfolio: { id: portfolioId(name), name },
      account: { id: accountId(name), name, environment: undefined, mode: 'history' },
      deposit: { id: name },
    });
    await openAccount(files.record, opening);
  }
  const { read } = files.record;
  const asked: string[] = [];
  const get = read.portfolios.get.bind(read.portfolios);
  read.portfolios.get = async (id) => {
    asked.push(id);
    return get(id);
  };
  const workspace = await openWorkspace(workspaceNeeds({ files, clock }));
  onTestFinished(() => workspace.close());
  expect(asked).toEqual(names);
  asked.length = 0;

  const traded = { accountId: accountId('b'), instrumentId: coin.id, quantity: decimal('1'), fee: undefined };
  const fills = [
    sampleFill(1, { ...traded, side: 'BUY', price: decimal('100') }),
    sampleFill(2, { ...traded, side: 'SELL', price: decimal('130') }),
  ];
  const changes = await files.record.transact((unit) => bookFills(unit, fills));
  workspace.follow([...fills.map((added) => ({ type: 'fillAdded', fill: added }) as const), ...changes]);
  for (let turn = 0; turn < 4; turn += 1) await clock.advance(250);

  expect(asked).toEqual(['b']);
  const equities = workspace.valuations
    .latest()
    .map(({ record, valuation }) => [record.portfolio.id, totalOf(valuation?.equity)?.toString()]);
  expect(equities).toEqual([
    ['a', '1000'],
    ['b', '1030'],
    ['c', '1000'],
  ]);
});
