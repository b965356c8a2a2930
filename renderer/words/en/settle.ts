/** What makes figures unknown, each with its ways out. */
export const settle = {
  loading: 'Loading what is to settle',
  lead: 'What makes figures of this portfolio unknown. What is settled goes from here, and the figures follow at once.',
  nothing: 'Nothing is to settle: no figure of this portfolio is unknown for want of something.',
  isHalf:
    'An import or its undo is under way, or half of one is left (see Past imports). What is to settle is told after that.',
  more: 'The oldest {shown} of {total}: the others follow as these are settled.',
  purchases: 'Missing purchases',
  purchasesLead:
    'Sold, taken out or taken for fees, and never seen to come in: what that brought is not known. Import the file that has it, or enter how it came in, with its cost and date or without. Where it was sold short, allow short sales of the account (Accounts).',
  purchase: '{account}: {amount} {asset} sold that this record never saw come in, first at {time}',
  takenOut: '{account}: {amount} {asset} taken out that this record never saw come in, first at {time}',
  enter: 'Enter how it came in',
  importFile: 'Import a file',
  showSale: 'Show the sale',
  sales: 'Trades at {time}',
  flows: 'Deposits and withdrawals without a rate',
  flowsLead:
    'What they were worth when they moved is not known, and so neither is what was paid in. Connected venues that trade the pair are asked for it; otherwise say it yourself.',
  flow: '{account}: {type, select, deposit {deposit} withdrawal {withdrawal} gift {gift} other {transfer}} of {amount}, {time}',
  legs: 'Trades and fees without a rate',
  legsLead:
    'Paid or charged in another currency than the round trip or the portfolio, or money that a trade moved: a result, a cost or a currency effect is not known without the rate of that moment. Connected venues that trade the pair are asked for it; otherwise say it yourself.',
  leg: '{account}: {part, select, paid {{side, select, BUY {purchase} other {sale}} of {symbol} for {amount}} moved {{side, select, BUY {purchase} other {sale}} of {amount} ({symbol})} result {{amount} realised by a {side, select, BUY {purchase} other {sale}} of {symbol}} other {fee of {amount} for a {side, select, BUY {purchase} other {sale}} of {symbol}}}, {time}',
  entries: 'Income, fees and costs without a rate',
  entriesLead:
    'They are in another currency than their round trip or the portfolio, and what that was worth then is not known. Connected venues that trade the pair are asked for it; otherwise say it yourself.',
  entryAt: '{account}: {kind} of {amount} {asset}, {time}',
  giveRateOf: 'Give a rate of {of} in {into}',
  giveRate: 'Give a rate in {into}',
  positions: 'Positions without a price',
  positionsLead:
    'They are missing from the value of the portfolio. The price of another venue, a stored close or your own counts until the market tells one.',
  position: '{account}: {quantity} {name}',
  fees: 'Trades with an unknown fee',
  feesLead:
    'Their round trips are neither won nor lost. Tell the fee of a trade, or import a file that has the fees: undo the import of the one that lacks them first (see Past imports).',
  fee: '{account}: {count, plural, one {# trade} other {# trades}} of {symbol}, {from} to {to}',
  showFills: 'Show the trades',
  fills: 'Trades of {symbol} with an unknown fee',
  moreTrades: 'The first {count} are looked through. The others are in Activity.',
  costs: 'What came in without a cost',
  costsLead:
    'What was sold of it has no known result. Enter what it had cost, and when it was bought if that was before it came.',
  cost: '{account}: {kind} of {amount} {asset}, {time}',
  enterCost: 'Enter cost and date',
  takenAnew: 'Take it back in Activity and enter it anew, with its cost.',
  loadingEntry: 'Loading the movement',
  notByHand:
    '{mode, select, paper {A paper account takes no entries: its money is the paper venue’s.} other {Its venue tells what a live account holds: it takes no entries.}}',
  transfers: 'Transfers between own accounts',
  transfersLead:
    'What left one account and may have arrived in another. Linked, it is one transfer: lots go along with their cost and date, and what did not arrive is a fee.',
  transfer: '{amount} {asset}: {from}, {left} → {to}, {arrived}',
  lost: '{amount} {asset} did not arrive.',
  ambiguous: 'Another movement matches as well: look before you link.',
  link: 'Link them',
  refuse: 'No transfer',
  linking: 'Linking the transfer',
  linked: 'Linked: {words}',
  undo: 'Undo',
  proposeAgain:
    '{count, plural, one {Propose again what was no transfer (#)} other {Propose again what were no transfers (#)}}',
} as const;
