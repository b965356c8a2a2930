import type { ExchangeEvent } from '#test/venues/exchange/events.ts';
import type { Exchange } from '#test/venues/exchange/exchange.ts';
import { unitsText } from '#test/venues/exchange/units.ts';
import { executionReport } from './order-wire.ts';

type UserEvent = Readonly<Record<string, unknown>> & { readonly e: string };

/** What an account's user data stream tells of an event of the exchange. */
export function userEvents(exchange: Exchange, event: ExchangeEvent, account: string): readonly UserEvent[] {
  switch (event.type) {
    case 'order':
      if (event.order.account !== account || event.execution === 'BOOKED') return [];
      return [{ e: 'executionReport', ...executionReport(event) }];
    case 'balances': {
      if (event.account !== account) return [];
      const balances = event.assets.map((name) => {
        const { free, locked } = exchange.ledger.balance(account, name);
        return { a: name, f: unitsText(free), l: unitsText(locked) };
      });
      return [{ e: 'outboundAccountPosition', E: event.at, u: event.at, B: balances }];
    }
    case 'transfer':
      if (event.account !== account) return [];
      return [{ e: 'balanceUpdate', E: event.at, a: event.asset, d: unitsText(event.delta), T: event.at }];
    default:
      return [];
  }
}
