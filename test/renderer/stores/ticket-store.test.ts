import { describe, expect, test } from 'vitest';
import { draftId } from '#src/contract/values.ts';
import {
  asPlaced,
  draftAt,
  noDrafts,
  renewed,
  withHabit,
  withoutPlaced,
  withTerms,
  ticketDraftsSchema,
} from '#renderer/stores/ticket-store.ts';

const ltc = { accountId: 'a1', instrumentId: 'sim:LTC-USDT' };
const eth = { accountId: 'a1', instrumentId: 'sim:ETH-USDT' };
const elsewhere = { ...ltc, accountId: 'a2' };

function id(number: number) {
  return draftId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
}

const typed = { side: 'SELL', type: 'LIMIT', quantity: '2', limitPrice: '90' } as const;
const held = withTerms(noDrafts, ltc, typed, id(1));

describe('a draft', () => {
  test('belongs to its account and instrument, and is there again', () => {
    expect(draftAt(held, ltc)).toMatchObject({ ...typed, id: id(1) });
    for (const other of [eth, elsewhere, undefined]) {
      expect(draftAt(held, other)).toMatchObject({ quantity: '', limitPrice: '', stopPrice: '' });
      expect(draftAt(held, other).id).toBeUndefined();
    }
  });

  test('begins as the trader trades, without a price or a quantity', () => {
    const stops = withHabit(held, { side: 'SELL', type: 'STOP_LIMIT', quantity: '7', limitPrice: '90' });
    expect(draftAt(stops, eth)).toEqual({
      side: 'SELL',
      type: 'STOP_LIMIT',
      timeInForce: 'GTC',
      quantity: '',
      limitPrice: '',
      stopPrice: '',
    });
  });

  test('is another one as soon as a term is another', () => {
    expect(draftAt(withTerms(held, ltc, { quantity: '3' }, id(2)), ltc)).toMatchObject({
      id: id(2),
      quantity: '3',
    });
    expect(withTerms(held, ltc, { quantity: '2' }, id(2))).toBe(held);
  });

  test('that was placed stays spent until a term is another or the trader decides to place it again', () => {
    const placed = asPlaced(held, id(1), 'order-7');
    expect(draftAt(placed, ltc)).toMatchObject({ id: id(1), placedAs: 'order-7' });
    expect(draftAt(withTerms(placed, ltc, typed, id(2)), ltc).placedAs).toBe('order-7');
    expect(draftAt(withTerms(placed, ltc, { limitPrice: '91' }, id(2)), ltc).placedAs).toBeUndefined();
    expect(draftAt(renewed(placed, id(1), id(3)), ltc)).toMatchObject({ ...typed, id: id(3) });
    expect(draftAt(renewed(placed, id(1), id(3)), ltc).placedAs).toBeUndefined();
  });

  test('that was placed is gone once the ticket has turned to something else', () => {
    expect(draftAt(withoutPlaced(asPlaced(held, id(1), 'order-7'), ltc), ltc).quantity).toBe('');
    expect(withoutPlaced(held, ltc)).toBe(held);
  });

  test('is one of fifty that are kept, those edited last', () => {
    let many = noDrafts;
    for (let number = 0; number < 60; number += 1) {
      many = withTerms(many, { ...ltc, instrumentId: `sim:${number}` }, { quantity: '1' }, id(number));
    }
    expect(many.drafts.map(({ instrumentId }) => instrumentId)).toEqual(
      Array.from({ length: 50 }, (_, index) => `sim:${59 - index}`),
    );
    expect(ticketDraftsSchema.parse(JSON.parse(JSON.stringify(many)))).toEqual(many);
  });
});

test('closing a long position sells: nothing of the position itself comes into the draft', () => {
  const position = { accountId: 'a1', instrumentId: 'sim:BTC-USDT', side: 'BUY', quantity: '7', mark: '1' };
  const { drafts } = withTerms(noDrafts, position, { side: 'SELL', quantity: '7.0' }, id(9));
  expect(drafts).toEqual([
    {
      side: 'SELL',
      type: 'LIMIT',
      quantity: '7.0',
      limitPrice: '',
      stopPrice: '',
      timeInForce: 'GTC',
      accountId: 'a1',
      instrumentId: 'sim:BTC-USDT',
      id: id(9),
    },
  ]);
});
