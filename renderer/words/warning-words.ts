import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderDraft } from '#src/contract/orders.ts';
import type { OrderWarningInfo } from '#src/contract/order-warnings.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Format } from '#renderer/format/format.ts';
import { say } from './say.ts';

type Subject = Pick<OrderDraft, 'side' | 'type'> & { readonly instrument: InstrumentInfo | undefined };

/** What is probably not meant, with the figures that say so, in the trader's own writing. */
export function warningWords(
  warning: OrderWarningInfo,
  { side, type, instrument }: Subject,
  format: Format,
): string {
  const price = (text: string | undefined): string => format.price(text, instrument);
  const amount = (text: string): string => `${format.quantity(text, instrument)} ${instrument?.base ?? ''}`;
  const settle = instrument?.settle ?? '';
  const buys = side === 'BUY';
  switch (warning.code) {
    case 'LIMIT_THROUGH_MARKET':
      return say(buys ? 'warning.limitAbove' : 'warning.limitBelow', {
        price: price(warning.price),
        share: format.percent(warning.share),
        market: price(warning.market),
      });
    case 'FAR_FROM_MARKET':
      return say(warning.field === 'limitPrice' ? 'warning.limitFar' : 'warning.stopFar', {
        price: price(warning.price),
        share: format.percent(warning.share),
        market: price(warning.market),
      });
    case 'STOP_AT_ONCE':
      return say(buys ? 'warning.buyStopAtOnce' : 'warning.sellStopAtOnce', {
        price: price(warning.price),
        market: price(warning.market),
      });
    case 'STOP_LIMIT_CANNOT_FILL':
      return say(buys ? 'warning.buyStopLimit' : 'warning.sellStopLimit', {
        stop: price(warning.stopPrice),
        limit: price(warning.limitPrice),
      });
    case 'SIZE_UNUSUAL': {
      const exact = String(isExact(warning));
      const times = format.ratio(warning.times);
      if (warning.of === 'quantity') {
        return say('warning.quantityUnusual', {
          exact,
          times,
          asked: format.quantity(warning.asked, instrument),
          usual: format.quantity(warning.usual, instrument),
        });
      }
      return say(warning.isLeast ? 'warning.worthAtLeastUnusual' : 'warning.worthUnusual', {
        exact,
        times,
        asked: format.money(warning.asked, settle),
        usual: format.money(warning.usual, settle),
      });
    }
    case 'EQUITY_SHARE':
      return say(warning.isLeast ? 'warning.equityAtLeast' : 'warning.equityShare', {
        share: format.percent(warning.share),
        notional: format.money(warning.notional, settle),
        equity: format.money(warning.equity, settle),
      });
    case 'QUANTITY_LIKE_PRICE':
      return say('warning.quantityLikePrice', {
        quantity: format.quantity(warning.quantity, instrument),
        price: price(warning.price),
      });
    case 'SPREAD_WIDE':
      return say('warning.spreadWide', {
        bid: price(warning.bid),
        ask: price(warning.ask),
        share: format.percent(warning.share),
      });
    case 'BOOK_TOO_THIN': {
      const quantity = amount(warning.quantity);
      if (Decimal.from(warning.shown).isZero())
        return say(buys ? 'warning.noOffer' : 'warning.noBid', { quantity });
      const shown = format.volume(warning.shown, instrument);
      const rest = type === 'LIMIT' ? 'limit' : 'unknown';
      return say(buys ? 'warning.offersLess' : 'warning.bidsForLess', { shown, quantity, rest });
    }
    case 'QUOTE_UNKNOWN':
      return say('warning.quoteUnknown');
    case 'QUOTE_OLD':
      return say('warning.quoteOld', { age: ageText(warning.age) });
    case 'OWN_ORDER_MET':
      return say(buys ? 'warning.ownSell' : 'warning.ownBuy', {
        price: price(warning.price),
        when: warning.whenTriggered ? 'triggered' : 'now',
      });
    case 'CLOSED_ALREADY':
      return say(buys ? 'warning.closedByBuys' : 'warning.closedBySells', {
        orders: warning.orders,
        working: amount(warning.working),
        excess: amount(warning.excess),
        held: amount(warning.held),
      });
  }
}

/** It was rounded down: only what is a round number is said as one. */
function isExact({ asked, usual, times }: Extract<OrderWarningInfo, { code: 'SIZE_UNUSUAL' }>): boolean {
  return Decimal.from(usual).times(Decimal.from(times)).equals(Decimal.from(asked));
}

/** 12 s, 4 min, 3 h. */
export function ageText(milliseconds: number): string {
  const seconds = Math.max(Math.round(milliseconds / 1000), 0);
  if (seconds < 120) return say('common.seconds', { count: String(seconds) });
  const minutes = Math.round(seconds / 60);
  return minutes < 120
    ? say('common.minutes', { count: String(minutes) })
    : say('common.hours', { count: String(Math.round(minutes / 60)) });
}
