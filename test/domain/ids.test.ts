import { describe, expect, test } from 'vitest';
import * as ids from '#src/domain/ids.ts';

describe('ids', () => {
  const named = [
    ids.orderId,
    ids.clientOrderId,
    ids.draftId,
    ids.accountId,
    ids.portfolioId,
    ids.venueId,
    ids.currency,
    ids.importId,
    ids.credentialId,
  ];
  test.each(named)('%o takes 1 to 128 characters', (make) => {
    expect(make('X')).toBe('X');
    expect(make('X'.repeat(128))).toHaveLength(128);
    expect(() => make('')).toThrow(TypeError);
    expect(() => make('X'.repeat(129))).toThrow(TypeError);
  });

  test.each([ids.fillId, ids.ledgerEntryId, ids.positionId])(
    '%o is made of others and has no limit',
    (make) => {
      expect(make('X'.repeat(500))).toHaveLength(500);
      expect(() => make('')).toThrow(TypeError);
    },
  );

  test('a currency is upper case', () => {
    expect(ids.currency('usdt')).toBe('USDT');
  });

  test.each(['BTCUSDT', ':BTCUSDT', ':A:B', 'binance:', ''])('"%s" is no instrument', (text) => {
    expect(() => ids.instrumentId(text)).toThrow(TypeError);
  });

  test('an instrument names its venue, also when its symbol has a colon', () => {
    const instrument = ids.instrumentId('binance:BTC/USDT:USDT');
    expect(ids.venueOf(instrument)).toBe('binance');
    expect(ids.fillIdOf(ids.accountId('a'), instrument, '42')).toBe('a/binance:BTC/USDT:USDT/42');
    const fill = ids.fillIdOf(ids.accountId('a'), instrument, '4/2');
    expect(ids.venueTradeIdOf(ids.accountId('a'), instrument, fill)).toBe('4/2');
    expect(ids.roundTripId(ids.accountId('a'), ids.heldId(instrument), 3)).toBe('a/binance:BTC/USDT:USDT/3');
  });
});
