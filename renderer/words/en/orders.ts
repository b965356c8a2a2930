/** The panels of orders and fills. */
export const orders = {
  active: 'Active orders',
  all: 'All orders',
  noneWorks: 'No order is working. Orders that you place in the ticket show here until they end.',
  showAll: 'Show all orders',
  noneYet:
    'No order yet. Place one in the order ticket: it is recorded here for good, whatever becomes of it.',
  shown: 'Orders shown',
  activeCount: '{count, plural, other {Active #}}',
  allChoice: 'All',
  cancelAll: 'Cancel all',
  showHistory: 'Show history',
  showSymbol: 'Show symbol in linked panels',
  copyOrderId: 'Copy order id',
  amend: 'Amend order',
  cancel: 'Cancel order',
  fills: 'Fills',
  noFill: 'No fill yet. Each trade of your orders, and each imported one, is recorded here with its fee.',
  showOrderHistory: 'Show order history',
  historyOf: 'Show the history of order {id}',
  copyTradeId: 'Copy trade id',
} as const;
