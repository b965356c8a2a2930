import type { OrderDraft, OrderInfo } from '#src/contract/orders.ts';

type TimeInForce = OrderDraft['timeInForce'];

export const timeInForceWords: Record<TimeInForce, string> = {
  GTC: 'GTC, until cancelled',
  IOC: 'IOC, cancel the rest',
  FOK: 'FOK, all or nothing',
  DAY: 'DAY, until the day ends',
};

export function sideWord(side: OrderDraft['side']): string {
  return side === 'BUY' ? 'Buy' : 'Sell';
}

/** What became of a placed order, in words that say what it means. */
export function outcomeWords(order: OrderInfo): { readonly title: string; readonly meaning: string } {
  const reason = order.reason ?? 'no reason was given';
  switch (order.status) {
    case 'PENDING':
      return {
        title: 'Recorded, being sent',
        meaning: 'The order is on your disk and on its way to the venue.',
      };
    case 'SUBMITTED':
      return { title: 'Accepted', meaning: 'The venue has the order. It is working.' };
    case 'PARTIALLY_FILLED':
      return {
        title: 'Partly filled',
        meaning: order.active ? 'The rest is working.' : 'The rest has ended.',
      };
    case 'FILLED':
      return { title: 'Filled', meaning: 'The whole quantity was traded.' };
    case 'CANCELLED':
      return { title: 'Cancelled', meaning: `What was not filled will not trade: ${reason}.` };
    case 'REJECTED':
      return { title: 'Rejected', meaning: `Nothing was traded: ${reason}.` };
    case 'EXPIRED':
      return { title: 'Expired', meaning: `What was not filled will not trade: ${reason}.` };
    case 'UNCONFIRMED':
      return {
        title: 'Outcome unknown',
        meaning:
          'The venue may have the order. It is not sent again; the venue is being asked, and Orders will say.',
      };
  }
}

/** What a press on “Place order” came to. */
export function outcomeTitle({
  order,
  alreadyPlaced,
}: {
  readonly order: OrderInfo;
  readonly alreadyPlaced: boolean;
}): string {
  const { title } = outcomeWords(order);
  return alreadyPlaced ? `Placed before, and not again: ${title.toLowerCase()}` : title;
}
