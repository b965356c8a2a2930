import type { OrderInfo } from '#src/contract/orders.ts';
import type { Format } from '#renderer/format/format.ts';
import { reasonWords } from './coded-words.ts';
import { say } from './say.ts';

/** What became of a placed order, in words that say what it means. */
export function outcomeWords(
  order: OrderInfo,
  format: Format,
): { readonly title: string; readonly meaning: string } {
  return { title: becameWords(order), meaning: meaningOf(order, format) };
}

function becameWords({ status }: OrderInfo): string {
  return say(`ticket.became_${status}`);
}

function meaningOf({ status, active, reason: said }: OrderInfo, format: Format): string {
  const reason = said === undefined ? say('ticket.noReason') : reasonWords(said, format);
  switch (status) {
    case 'PENDING':
    case 'SUBMITTED':
    case 'FILLED':
    case 'UNCONFIRMED':
      return say(`ticket.meaning_${status}`);
    case 'PARTIALLY_FILLED':
      return say(active ? 'ticket.restWorks' : 'ticket.restEnded');
    case 'REJECTED':
      return say('ticket.meaning_REJECTED', { reason });
    case 'CANCELLED':
    case 'EXPIRED':
      return say('ticket.willNotTrade', { reason });
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
  const { status } = order;
  return alreadyPlaced ? say('ticket.placedBefore', { status }) : becameWords(order);
}
