import type { Refusal } from '#test/venues/exchange/placing.ts';

/** An entry of the `error` list: https://docs.kraken.com/api/docs/guides/spot-errors. The status is 200 all the same. */
export class Refused extends Error {}

export function refusedBy(refusal: Refusal): Refused {
  switch (refusal.code) {
    case 'RULE':
      if (refusal.rule === 'PRICE_FILTER') return new Refused('EOrder:Tick size check failed');
      if (refusal.rule === 'NOTIONAL') return new Refused('EOrder:Cost minimum not met');
      if (refusal.rule === 'MAX_NUM_ORDERS') return new Refused('EOrder:Orders limit exceeded');
      if (refusal.rule === 'PERCENT_PRICE_BY_SIDE') return new Refused('EOrder:Invalid price');
      return new Refused('EOrder:Order minimum not met');
    case 'UNKNOWN_SYMBOL':
      return new Refused('EQuery:Unknown asset pair');
    case 'UNKNOWN_ORDER':
      return new Refused('EOrder:Unknown order');
    case 'INSUFFICIENT_BALANCE':
      return new Refused('EOrder:Insufficient funds');
    case 'MARKET_CLOSED':
      return new Refused('EService:Market in cancel_only mode');
    case 'DUPLICATE_ORDER':
      // The documents do not say how an id that is taken is refused.
      return new Refused('EGeneral:Invalid arguments:cl_ord_id');
    default:
      return new Refused('EOrder:Invalid price');
  }
}
