import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountId, currency, ledgerEntryId } from '#src/domain/ids.ts';
import { lostBetween, proposeTransfers, type TransferEnd } from '#src/domain/transfer-proposals.ts';
import { Decimal } from '#src/domain/decimal.ts';

const hour = 3_600_000;
const none = (): boolean => false;

function end(id: string, account: string, hours: number, amount: string, of = 'BTC', fee = '0'): TransferEnd {
  return {
    id: ledgerEntryId(id),
    accountId: accountId(account),
    type: 'transfer',
    time: hours * hour,
    asset: { kind: 'currency', currency: currency(of) },
    amount: Decimal.from(amount),
    fee: Decimal.from(fee),
  };
}

function gone(one: TransferEnd): TransferEnd {
  return { ...one, amount: one.amount.negated() };
}

function proposed(left: TransferEnd[], arrived: TransferEnd[], isRefused = none): string[] {
  return proposeTransfers([...left.map(gone), ...arrived], isRefused).map(
    (pair) =>
      `${pair.left.id}→${pair.arrived.id} −${lostBetween(pair).toString()}${pair.isAmbiguous ? ' ?' : ''}`,
  );
}

/** Of a few accounts, within a few days, of nearly one amount. */
function ends(name: string): fc.Arbitrary<TransferEnd[]> {
  const facts = fc.tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 98, max: 101 }),
  );
  return fc
    .array(facts, { maxLength: 12 })
    .map((all) =>
      all.map(([account, hours, amount], at) => end(`${name}${at}`, account, hours, String(amount))),
    );
}

describe('a withdrawal and a deposit of another own account', () => {
  it('are proposed as one transfer where as much arrives, or less by a fee', () => {
    expect(proposed([end('w', 'a', 0, '1')], [end('d', 'b', 1, '0.999')])).toEqual(['w→d −0.001']);
    expect(proposed([end('w', 'a', 0, '1')], [end('d', 'b', 1, '1')])).toEqual(['w→d −0']);
  });

  it.each([
    ['another coin', end('d', 'b', 1, '1', 'ETH')],
    ['the same account', end('d', 'a', 1, '1')],
    ['more than left', end('d', 'b', 1, '1.0001')],
    ['less than a fee explains', end('d', 'b', 1, '0.9799')],
    ['after three days', end('d', 'b', 72.01, '1')],
    ['long before it left', end('d', 'b', -0.2, '1')],
  ])('are none with %s', (_what, arrived) => {
    expect(proposed([end('w', 'a', 0, '1')], [arrived])).toEqual([]);
  });

  it('are one up to two percent, three days, and ten minutes of clocks', () => {
    expect(proposed([end('w', 'a', 0, '1')], [end('d', 'b', 72, '0.98')])).toEqual(['w→d −0.02']);
    expect(proposed([end('w', 'a', 0, '1')], [end('d', 'b', -1 / 6, '1')])).toEqual(['w→d −0']);
  });

  it('are one where the fee that was charged is larger than that', () => {
    expect(proposed([end('w', 'a', 0, '0.01', 'BTC', '0.0005')], [end('d', 'b', 1, '0.0095')])).toEqual([
      'w→d −0.0005',
    ]);
  });

  it('are each in one, the nearest first, and several that match are told as ambiguous', () => {
    const left = [end('w1', 'a', 0, '1'), end('w2', 'a', 2, '1')];
    const arrived = [end('d1', 'b', 1, '1'), end('d2', 'b', 2.5, '1')];
    expect(proposed(left, arrived)).toEqual(['w1→d1 −0 ?', 'w2→d2 −0 ?']);
  });

  it('that were refused are proposed with others, and not with each other', () => {
    const left = [end('w', 'a', 0, '1')];
    const arrived = [end('d1', 'b', 1, '1'), end('d2', 'c', 2, '1')];
    expect(proposed(left, arrived)).toEqual(['w→d1 −0 ?']);
    expect(
      proposeTransfers([...left.map(gone), ...arrived], (pair) => pair.arrived.id === 'd1'),
    ).toMatchObject([{ arrived: { id: 'd2' }, isAmbiguous: false }]);
  });

  it('are in no two proposals, whatever there is', () => {
    fc.assert(
      fc.property(ends('w'), ends('d'), (left, arrived) => {
        const ids = proposeTransfers([...left.map(gone), ...arrived], none).flatMap((pair) => [
          pair.left.id,
          pair.arrived.id,
        ]);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
