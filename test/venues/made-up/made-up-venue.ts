import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId, venueId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Venue } from '#src/ports/venue.ts';

const id = venueId('madeup');
const hours = instrumentId('madeup:HOUR-TEA');

const instrument: Instrument = {
  id: hours,
  venue: id,
  symbol: 'HOUR-TEA',
  kind: 'spot',
  base: currency('HOUR'),
  quote: currency('TEA'),
  settle: currency('TEA'),
  tickSize: Decimal.from('0.5'),
  lotSize: Decimal.from('0.25'),
  minQuantity: undefined,
  maxQuantity: undefined,
  minNotional: undefined,
  multiplier: Decimal.fromInteger(1),
  tradable: true,
};

/** A market that always asks 12 and bids 11.5, all that a new venue's folder has to hold. */
export const madeUpVenue: Venue = {
  id,
  label: 'Made up',
  kind: 'exchange',
  environments: ['testnet'],
  openFeed({ clock }) {
    const book = () => ({
      instrumentId: hours,
      bids: [['11.5', '100']] as const,
      asks: [['12', '100']] as const,
      updateId: 1,
      time: clock.now(),
    });
    const update = (): MarketUpdate => ({
      quote: {
        instrumentId: hours,
        bid: '11.5',
        bidQuantity: '100',
        ask: '12',
        askQuantity: '100',
        last: undefined,
        time: clock.now(),
      },
      book: book(),
      trades: [],
    });
    const since = clock.now();
    return Promise.resolve({
      venue: id,
      state: () => ({ status: 'live', since, reason: undefined }),
      onState: () => () => undefined,
      instruments: () => Promise.resolve(ok([instrument])),
      watch(_, listener) {
        return clock.after(0, () => listener(update()));
      },
      keepBook: () => () => undefined,
      book: () => Promise.resolve(book()),
      candles: () => Promise.resolve(err({ code: 'FEED_UNAVAILABLE', reason: 'it keeps no past' })),
      close: () => Promise.resolve(),
    });
  },
};
