/** The first page. */
export const firstPage = {
  lead: 'A trading workstation that keeps every order, fill and decision on your own disk.',
  demo: 'Explore the demo',
  demoMeaning:
    'Six months of orders, fills and closed trades in a simulated market. Nothing to set up, no network, no money.',
  demoNote: 'Recommended for a first look',
  preparing: 'Preparing the demo',
  connect: 'Connect a venue',
  connectMeaning:
    'Trade with paper money against Binance’s public order book, live. No account and no key are needed.',
  connectNote: 'Real prices, no real money',
  import: 'Import history',
  importMeaning:
    'Bring the fills of your past trades in a CSV file. You see every row, and what is wrong with it, before anything is written.',
  importNote: 'Review positions, profit and fees',
  adopt: 'Import a workspace file',
  workspaces: 'Your workspaces',
  created: 'Created {date}',
  createdIn: 'Created {date} in the folder “{folder}”',
  open: 'Open',
  openNamed: 'Open {name}',
  openNamedIn: 'Open {name} in the folder “{folder}”',
} as const;
