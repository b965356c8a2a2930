import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderDraft } from '#src/contract/orders.ts';
import type { OrderWarningInfo } from '#src/contract/order-warnings.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Format } from '#renderer/format/format.ts';

type Subject = Pick<OrderDraft, 'side' | 'type'> & { readonly instrument: InstrumentInfo | undefined };

/** What is probably not meant, with the figures that say so, in the trader's own writing. */
export function warningWords(
  warning: OrderWarningInfo,
  { side, type, instrument }: Subject,
  format: Format,
): string {
  const price = (text: string | undefined): string => format.price(text, instrument);
  const settle = instrument?.settle ?? '';
  switch (warning.code) {
    case 'LIMIT_THROUGH_MARKET':
      return side === 'BUY'
        ? `The limit ${price(warning.price)} is ${format.percent(warning.share)} above what is asked, ${price(warning.market)}: it buys at once, at up to that price.`
        : `The limit ${price(warning.price)} is ${format.percent(warning.share)} below what is bid, ${price(warning.market)}: it sells at once, at down to that price.`;
    case 'FAR_FROM_MARKET': {
      const name = warning.field === 'limitPrice' ? 'limit' : 'stop';
      return `The ${name} ${price(warning.price)} is ${format.percent(warning.share)} away from the market, ${price(warning.market)}.`;
    }
    case 'STOP_AT_ONCE':
      return side === 'BUY'
        ? `A buy stop waits above the market. ${price(warning.price)} is not above ${price(warning.market)}: it triggers at once.`
        : `A sell stop waits below the market. ${price(warning.price)} is not below ${price(warning.market)}: it triggers at once.`;
    case 'STOP_LIMIT_CANNOT_FILL':
      return side === 'BUY'
        ? `When ${price(warning.stopPrice)} triggers it, the market is above the limit ${price(warning.limitPrice)}: nothing fills unless it falls back.`
        : `When ${price(warning.stopPrice)} triggers it, the market is below the limit ${price(warning.limitPrice)}: nothing fills unless it rises again.`;
    case 'SIZE_UNUSUAL':
      return warning.of === 'quantity'
        ? `${format.quantity(warning.asked, instrument)} is ${timesText(warning, format)} times your usual quantity here, ${format.quantity(warning.usual, instrument)}.`
        : `${warning.isLeast ? 'At least ' : ''}${format.money(warning.asked, settle)} is ${timesText(warning, format)} times what your last orders were worth, ${format.money(warning.usual, settle)}.`;
    case 'EQUITY_SHARE':
      return `It puts ${warning.isLeast ? 'at least ' : ''}${format.percent(warning.share)} of your equity into one order: ${format.money(warning.notional, settle)} of ${format.money(warning.equity, settle)}.`;
    case 'QUANTITY_LIKE_PRICE':
      return `The quantity ${format.quantity(warning.quantity, instrument)} looks like the price ${price(warning.price)}.`;
    case 'SPREAD_WIDE':
      return `Bid ${price(warning.bid)} and ask ${price(warning.ask)} are ${format.percent(warning.share)} apart: a market order pays for that.`;
    case 'BOOK_TOO_THIN': {
      const quantity = `${format.quantity(warning.quantity, instrument)} ${instrument?.base ?? ''}`;
      const offers = side === 'BUY' ? 'offers' : 'bids for';
      return Decimal.from(warning.shown).isZero()
        ? `The book shows no ${side === 'BUY' ? 'offer' : 'bid'} now: whether ${quantity} trades, and at which price, cannot be said.`
        : `That is more than the book shows: it ${offers} ${format.volume(warning.shown, instrument)} of ${quantity} now. ${
            type === 'LIMIT'
              ? 'The rest trades no worse than at the limit, if it trades.'
              : 'At which price the rest trades cannot be said.'
          }`;
    }
    case 'QUOTE_UNKNOWN':
      return 'There is no quote: at which price a market order trades cannot be said.';
    case 'QUOTE_OLD':
      return `The last quote is ${ageText(warning.age)} old: at which price a market order trades cannot be said.`;
    case 'OWN_ORDER_MET':
      return `Your own ${side === 'BUY' ? 'sell' : 'buy'} order at ${price(warning.price)} waits there: ${warning.whenTriggered ? 'once the stop triggers, ' : ''}the two would trade with each other.`;
    case 'CLOSED_ALREADY': {
      const amount = (text: string): string =>
        `${format.quantity(text, instrument)} ${instrument?.base ?? ''}`;
      const one = warning.orders === 1;
      const word = side === 'BUY' ? 'buy' : 'sell';
      const which = one ? `A working ${word} order closes` : `${warning.orders} working ${word} orders close`;
      return `${which} ${amount(warning.working)} of this position already. Together with this order that is ${amount(warning.excess)} more than the ${amount(warning.held)} that you ${side === 'BUY' ? 'are short' : 'hold'}: cancel ${one ? 'it' : 'them'} first, or ${word} less.`;
    }
  }
}

/** It was rounded down: only what is a round number is said as one. */
function timesText(
  { asked, usual, times }: Extract<OrderWarningInfo, { code: 'SIZE_UNUSUAL' }>,
  format: Format,
): string {
  const isExact = Decimal.from(usual).times(Decimal.from(times)).equals(Decimal.from(asked));
  return isExact ? format.ratio(times) : `more than ${format.ratio(times)}`;
}

/** 12 s, 4 min, 3 h. */
export function ageText(milliseconds: number): string {
  const seconds = Math.max(Math.round(milliseconds / 1000), 0);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
