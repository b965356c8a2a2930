import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { checkEntry, type EntryFacts } from '#src/domain/entry-problem.ts';
import { accountId, currency, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { instrumentOf } from './arbitraries.ts';

const eur = currency('EUR');
const share = instrumentOf({
  id: instrumentId('import:ACME'),
  kind: 'equity',
  symbol: 'ACME',
  settle: eur,
  quote: eur,
});
const pair = instrumentOf({ id: instrumentId('venue:BTC-EUR'), symbol: 'BTC-EUR', settle: eur, quote: eur });

const deposit: LedgerEntry = {
  id: ledgerEntryId('e'),
  accountId: accountId('main'),
  type: 'deposit',
  time: 1_000,
  cash: undefined,
  instrumentId: share.id,
  quantity: Decimal.from('10'),
  note: undefined,
};
const split: LedgerEntry = { ...deposit, type: 'split', quantity: undefined, ratio: { new: 4, old: 1 } };
const facts: EntryFacts = {
  now: 2_000,
  instrument: share,
  corrected: undefined,
  isCorrected: false,
  base: eur,
};

function euros(amount: string) {
  return { currency: eur, amount: Decimal.from(amount) };
}

function problems(entry: LedgerEntry, more: Partial<EntryFacts> = {}): readonly string[] {
  return checkEntry(entry, { ...facts, ...more }).map(({ field, code }) => `${field} ${code}`);
}

const of = { ...deposit, id: ledgerEntryId('of') };
const correction: LedgerEntry = { ...deposit, corrects: of.id };

describe('an entry', () => {
  test.each<[string, LedgerEntry]>([
    ['brings shares', deposit],
    ['brings shares at a cost of nothing, bought before', { ...deposit, cost: euros('0'), acquiredAt: 500 }],
    ['brings money', { ...deposit, quantity: undefined, instrumentId: undefined, cash: euros('5') }],
    ['splits', split],
    [
      'pays cash in lieu of a fraction',
      { ...deposit, type: 'split', quantity: Decimal.from('-0.5'), cash: euros('48') },
    ],
    ['pays capital back', { ...deposit, type: 'return-of-capital', quantity: undefined, cash: euros('5') }],
    ['spins a part of the cost off', { ...split, type: 'spin-off', ratio: { new: 1, old: 10 } }],
    [
      'is a fee with its worth',
      {
        ...deposit,
        type: 'fee',
        quantity: undefined,
        instrumentId: undefined,
        cash: { currency: currency('BTC'), amount: Decimal.from('-1') },
        cost: euros('40'),
      },
    ],
    ['pays a dividend', { ...deposit, type: 'dividend', quantity: undefined, cash: euros('5') }],
  ])('that %s is taken', (_, entry) => {
    expect(problems(entry)).toEqual([]);
  });

  test.each<[string, LedgerEntry, string]>([
    ['moves nothing', { ...deposit, quantity: undefined }, 'amount ZERO'],
    ['moves a quantity of nothing', { ...deposit, quantity: Decimal.zero }, 'amount ZERO'],
    ['lies ahead', { ...deposit, time: 2_001 }, 'time IN_FUTURE'],
    ['is older than time', { ...deposit, time: -1 }, 'time BEFORE_1970'],
    ['was bought after it came', { ...deposit, acquiredAt: 1_001 }, 'acquired AFTER_ARRIVAL'],
    ['has a negative cost', { ...deposit, cost: euros('-1') }, 'cost COST_NEGATIVE'],
    [
      'has a cost in another currency than the share',
      { ...deposit, cost: { currency: currency('USD'), amount: Decimal.one } },
      'cost OTHER_CURRENCY',
    ],
    [
      'has a cost in a coin',
      { ...deposit, cost: { currency: currency('BTC'), amount: Decimal.one } },
      'cost COST_NOT_MONEY',
    ],
    [
      'costs and goes out',
      { ...deposit, quantity: Decimal.from('-1'), cost: euros('5') },
      'cost NOTHING_CAME',
    ],
    [
      'spins all of the cost off',
      { ...split, type: 'spin-off', ratio: { new: 1, old: 1 } },
      'ratio NOT_A_SHARE',
    ],
    ['is a split of 0', { ...split, ratio: { new: 0, old: 1 } }, 'ratio NO_RATIO'],
    ['is a split 1:1', { ...split, ratio: { new: 1, old: 1 } }, 'ratio NO_RATIO'],
    ['is a split of a part', { ...split, ratio: { new: 1.5, old: 1 } }, 'ratio NO_RATIO'],
    ['is a split of what', { ...split, instrumentId: undefined }, 'asset UNKNOWN_ASSET'],
    ['is a deposit with a ratio', { ...split, type: 'deposit' }, 'ratio NOT_A_SPLIT'],
    ['splits and moves', { ...split, cash: euros('5') }, 'amount SPLIT_MOVES_AMOUNT'],
    ['pays back no cash', { ...deposit, type: 'return-of-capital' }, 'amount NO_CASH'],
  ])('that %s is refused', (_, entry, problem) => {
    expect(problems(entry)).toContain(problem);
  });

  test('of an instrument that is not there, or of a coin by its pair, is refused', () => {
    expect(problems(deposit, { instrument: undefined })).toEqual(['asset UNKNOWN_ASSET']);
    expect(problems({ ...split, instrumentId: pair.id }, { instrument: pair })).toEqual(['asset IS_A_COIN']);
  });
});

describe('an entry of a margined contract', () => {
  const future = instrumentOf({
    id: instrumentId('import:BTC-FUT'),
    kind: 'future',
    symbol: 'BTC-FUT',
    settle: eur,
    quote: eur,
  });
  const ofFuture = { ...deposit, instrumentId: future.id };

  // A future that was bought at 100 and pays 5 back would have 5 in cash, and cost 95: the 5 twice.
  test.each<[string, LedgerEntry]>([
    [
      'capital that is paid back',
      { ...ofFuture, type: 'return-of-capital', quantity: undefined, cash: euros('5') },
    ],
    ['cash in lieu', { ...ofFuture, type: 'split', quantity: Decimal.from('-0.5'), cash: euros('48') }],
    ['contracts that are paid for', { ...ofFuture, type: 'assignment', cash: euros('-1000') }],
  ])('that is %s is refused: what it gains it realises', (_, entry) => {
    expect(problems(entry, { instrument: future })).toEqual(['asset ENDS_AT_PRICE']);
  });

  test.each<[string, LedgerEntry]>([
    ['brings contracts at a cost', { ...ofFuture, cost: euros('1000') }],
    ['lapses', { ...ofFuture, type: 'expiry', quantity: Decimal.from('-1') }],
    ['is funding', { ...ofFuture, type: 'funding', quantity: undefined, cash: euros('-5') }],
    ['splits', { ...split, instrumentId: future.id }],
  ])('that %s is taken', (_, entry) => {
    expect(problems(entry, { instrument: future })).toEqual([]);
  });
});

describe('a correction', () => {
  test('takes the place of an entry of its account, or takes it back', () => {
    expect(problems(correction, { corrected: of })).toEqual([]);
    expect(problems({ ...correction, quantity: undefined }, { corrected: of })).toEqual([]);
    const takesBack = { ...of, quantity: undefined };
    expect(problems(correction, { corrected: takesBack })).toEqual(['entry ALREADY_CORRECTED']);
  });

  test('of what is not there, was corrected already or is of another account is refused', () => {
    expect(problems(correction)).toEqual(['entry NOT_FOUND']);
    expect(problems(correction, { isCorrected: true })).toEqual(['entry ALREADY_CORRECTED']);
    const corrected = { ...of, accountId: accountId('other') };
    expect(problems(correction, { corrected })).toEqual(['entry OTHER_ACCOUNT']);
  });
});
