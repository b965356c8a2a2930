import type { orders as english } from '#renderer/words/en/orders.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const orders: Translated<typeof english> = {
  active: 'Aktive Orders',
  all: 'Alle Orders',
  noneWorks: 'Keine Order ist aktiv. Orders, die Sie im Ticket aufgeben, stehen hier, bis sie enden.',
  showAll: 'Alle Orders zeigen',
  noneYet:
    'Noch keine Order. Geben Sie eine im Orderticket auf: Sie wird hier dauerhaft aufgezeichnet, was auch aus ihr wird.',
  shown: 'Gezeigte Orders',
  activeCount: '{count, plural, other {Aktiv #}}',
  allChoice: 'Alle',
  cancelAll: 'Alle stornieren',
  showHistory: 'Verlauf zeigen',
  showSymbol: 'Symbol in verknüpften Panels zeigen',
  copyOrderId: 'Order-ID kopieren',
  amend: 'Order ändern',
  cancel: 'Order stornieren',
  fills: 'Ausführungen',
  noFill:
    'Noch keine Ausführung. Jeder Trade Ihrer Orders und jeder importierte wird hier mit seiner Gebühr aufgezeichnet.',
  showOrderHistory: 'Orderverlauf zeigen',
  historyOf: 'Verlauf der Order {id} zeigen',
  copyTradeId: 'Trade-ID kopieren',
};
