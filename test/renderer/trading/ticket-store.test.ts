import { describe, expect, test } from 'vitest';
import { draftId } from '#src/contract/values.ts';
import {
  asPlaced,
  changedDraft,
  changedHabit,
  draftKeyOf,
  draftOf,
  type DraftTerms,
  firstHabit,
  type KeptDraft,
  keptDraftSchema,
  renewed,
  withoutPlaced,
} from '#renderer/trading/ticket-store.ts';

const typed = { side: 'SELL', type: 'LIMIT', quantity: '2', limitPrice: '90' } as const;

function id(number: number) {
  return draftId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
}

function identity(number: number) {
  return { id: id(number), restoredAt: undefined };
}

function shown(kept: KeptDraft) {
  return draftOf(kept, firstHabit, 'comma-point');
}

function change(kept: KeptDraft, terms: Partial<DraftTerms>, number: number): KeptDraft {
  return changedDraft(kept, shown(kept), terms, { ...identity(number), separators: 'comma-point' });
}

const kept = change(null, typed, 1);

describe('a draft', () => {
  test('is kept for its account and instrument alone', () => {
    const ltc = { accountId: 'a1', instrumentId: 'sim:LTC-USDT' };
    const keys = [ltc, { ...ltc, accountId: 'a2' }, { ...ltc, instrumentId: 'sim:ETH-USDT' }].map((place) =>
      draftKeyOf(place, { instanceId: 'ticket' }),
    );
    expect(new Set(keys).size).toBe(3);
    expect(shown(keptDraftSchema.parse(JSON.parse(JSON.stringify(kept))))).toMatchObject({
      ...typed,
      id: id(1),
    });
  });

  test('begins as the trader trades, without a price or a quantity', () => {
    const habit = changedHabit(firstHabit, {
      side: 'SELL',
      type: 'STOP_LIMIT',
      quantity: '7',
      limitPrice: '90',
    });
    expect(draftOf(null, habit, 'comma-point')).toEqual({
      side: 'SELL',
      type: 'STOP_LIMIT',
      timeInForce: 'GTC',
      quantity: '',
      limitPrice: '',
      stopPrice: '',
      strategy: '',
    });
    expect(changedHabit(habit, { quantity: '8', side: 'SELL' })).toBe(habit);
  });

  test('is another one as soon as a term is another', () => {
    expect(shown(change(kept, { quantity: '3' }, 2))).toMatchObject({ id: id(2), quantity: '3' });
    expect(change(kept, { quantity: '2' }, 2)).toBe(kept);
  });

  test('that was placed stays spent until a term is another or the trader decides to place it again', () => {
    const placed = asPlaced(kept, id(1), 'order-7');
    expect(shown(placed)).toMatchObject({ id: id(1), placedAs: 'order-7' });
    expect(shown(change(placed, typed, 2)).placedAs).toBe('order-7');
    expect(shown(change(placed, { limitPrice: '91' }, 2)).placedAs).toBeUndefined();
    expect(shown(renewed(placed, id(1), identity(3)))).toMatchObject({ ...typed, id: id(3) });
    expect(shown(renewed(placed, id(1), identity(3))).placedAs).toBeUndefined();
    expect(shown(renewed(placed, id(1), { id: id(3), restoredAt: 5 })).restoredAt).toBe(5);
    expect(asPlaced(kept, id(9), 'order-7')).toBe(kept);
  });

  test('of another strategy is another one, and a habit has none', () => {
    expect(shown(change(kept, { strategy: 'Breakout' }, 2))).toMatchObject({
      id: id(2),
      strategy: 'Breakout',
    });
    expect(changedHabit(firstHabit, { strategy: 'Breakout' })).toBe(firstHabit);
  });

  test('that comes after a placed one has no strategy until the trader says so', () => {
    const placed = asPlaced(change(null, { ...typed, strategy: 'Breakout' }, 1), id(1), 'order-7');
    expect(shown(placed).strategy).toBe('Breakout');
    expect(shown(change(placed, { quantity: '3' }, 2))).toMatchObject({ quantity: '3', strategy: '' });
    expect(shown(change(placed, { strategy: 'Carry' }, 2))).toMatchObject({ ...typed, strategy: 'Carry' });
    expect(shown(renewed(placed, id(1), identity(3))).strategy).toBe('Breakout');
    expect(shown(change(renewed(placed, id(1), identity(3)), { quantity: '3' }, 4)).strategy).toBe(
      'Breakout',
    );
  });

  test('that was kept before there were strategies has none', () => {
    const { strategy: _none, ...before } = kept ?? {};
    expect(keptDraftSchema.parse(before)).toEqual(kept);
  });

  test('that was placed is gone once the ticket has turned to something else', () => {
    expect(withoutPlaced(asPlaced(kept, id(1), 'order-7'))).toBeNull();
    expect(withoutPlaced(kept)).toBe(kept);
  });

  test('means the same numbers under another setting', () => {
    const dear = change(null, { quantity: '1,234.5', limitPrice: '0.06' }, 1);
    expect(draftOf(dear, firstHabit, 'point-comma')).toMatchObject({
      quantity: '1.234,5',
      limitPrice: '0,06',
    });
  });
});

test('closing a long position sells: nothing of the position itself comes into the draft', () => {
  const closing = { side: 'SELL', quantity: '7.0', mark: '1', sequence: 3 } as const;
  expect(change(null, closing, 9)).toEqual({
    side: 'SELL',
    type: 'LIMIT',
    quantity: '7.0',
    limitPrice: '',
    stopPrice: '',
    timeInForce: 'GTC',
    strategy: '',
    id: id(9),
    separators: 'comma-point',
  });
});
