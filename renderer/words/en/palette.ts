/** Where commands are found, and their keys. */
export const palette = {
  activeOrders: 'Active orders',
  endedOrders: 'Ended orders',
  symbols: 'Symbols',
  sends: 'May send an order: from the ticket, or anywhere while keys are armed',
  nothingFound: 'Nothing of that name',
  type: 'Type an action, a symbol, an order or a setting',
  find: 'Find an action',
  changeKeys: 'Change keys',
  onlyInPalette: 'palette',
} as const;
