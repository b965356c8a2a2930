import type { Fill } from '#src/domain/fill.ts';
import { currency, instrumentId, orderId, type AccountId, type OrderId } from '#src/domain/ids.ts';
import { decimal, sampleFill, sampleInstrument, startTime } from '#test/ports/sample-entities.ts';

const euro = currency('EUR');
export const btc = sampleInstrument(instrumentId('binance:BTCUSDT'));
/** Of another coin: one coin has one round trip at a time, in whatever it is traded. */
export const ethEuro = {
  ...sampleInstrument(instrumentId('binance:ETHEUR')),
  base: currency('ETH'),
  quote: euro,
  settle: euro,
};

export const minute = 60_000;

/** One coin or the other, bought and sold, or sold and bought back. */
export type Trip = {
  readonly inEuro?: boolean;
  readonly isShort?: boolean;
  /** What it brought before fees. */
  readonly gain: number;
  /** Of the exit; undefined where nobody told. */
  readonly fee?: number | undefined;
  readonly feeCurrency?: string;
  readonly entry?: string | undefined;
  readonly exit?: string | undefined;
  /** Minutes from when the one before was closed; one that is not closed has no exit. */
  readonly after?: number;
  readonly held?: number | undefined;
  /** What the exit leaves, where less than a half could be traded no more. */
  readonly rest?: string;
};

type OrderedFill = Fill & { readonly orderId: OrderId; readonly strategy: string | undefined };

export function fillsOf(trips: readonly Trip[], account: AccountId): readonly OrderedFill[] {
  let now = startTime;
  let number = 0;
  return trips.flatMap((trip) => {
    const { inEuro = false, isShort = false, gain, after = 0.5, feeCurrency, entry, exit, rest } = trip;
    const instrument = inEuro ? ethEuro : btc;
    const opened = now + after * minute;
    const held = 'held' in trip ? trip.held : 0.5;
    now = held === undefined ? opened : opened + held * minute;
    const fee = 'fee' in trip ? trip.fee : 0;
    const prices = isShort ? [1000, 1000 - gain] : [1000, 1000 + gain];
    return (held === undefined ? [entry] : [entry, exit]).map((strategy, leg) => {
      number += 1;
      const order = orderId(`${account} ${number}`);
      const paid = leg === 0 ? 0 : fee;
      return {
        ...sampleFill(number, {
          accountId: account,
          instrumentId: instrument.id,
          side: (leg === 0) === isShort ? 'SELL' : 'BUY',
          quantity: decimal('1').minus(decimal(leg === 0 ? '0' : (rest ?? '0'))),
          least: rest === undefined ? undefined : decimal('0.5'),
          price: decimal(String(prices[leg])),
          fee:
            paid === undefined
              ? undefined
              : { currency: currency(feeCurrency ?? instrument.settle), amount: decimal(String(paid)) },
          time: leg === 0 ? opened : now,
        }),
        orderId: order,
        strategy,
      };
    });
  });
}
