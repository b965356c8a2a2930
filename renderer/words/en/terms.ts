/** Why the terms of an order, or a limit, are not taken: known only where the parts of the page are. */
export const terms = {
  BUSY: '{action}: too much of this is under way',
  BUSY_remedy: 'Try again in {seconds} s.',
  CUT_SHORT:
    '{action}: {by, select, CLOSING {the workspace was closed before an answer came} other {no answer came in time}}',
  CUT_SHORT_remedy: 'Look at Orders before you do it again.',
  NOT_ACTIVE: '{action}: the order had already ended',
  NOT_ACTIVE_meaning:
    'It is {status, select, PENDING {PENDING} UNCONFIRMED {UNCONFIRMED} SUBMITTED {SUBMITTED} PARTIALLY_FILLED {PARTIALLY_FILLED} FILLED {FILLED} CANCELLED {CANCELLED} REJECTED {REJECTED} other {EXPIRED}} and stays so.',
  REFUSED: '{action} was refused by the venue',
  REFUSED_meaning: 'The request changed nothing.',
  REFUSED_quoted: 'It says {reason} ({code}).',
  ACCOUNT_LOCKED: '{action}: trading on this account is locked',
  ACCOUNT_DISABLED: '{action}: the account is disabled',
  ACCOUNT_DISABLED_remedy: 'Enable it under Accounts first. What works there can be cancelled all the same.',
  TOO_MANY_WORKING: '{action}: too many orders work already',
  TOO_MANY_WORKING_remedy:
    'At most {most, plural, other {#}} orders of a workspace are followed at once. Cancel some of those that work, then place it.',
  DRAFT_SPENT: '{action}: this ticket was placed before, with other terms',
  DRAFT_SPENT_meaning:
    'Nothing was sent now. Order {id} came of it: {quantity} {status, select, PENDING {PENDING} UNCONFIRMED {UNCONFIRMED} SUBMITTED {SUBMITTED} PARTIALLY_FILLED {PARTIALLY_FILLED} FILLED {FILLED} CANCELLED {CANCELLED} REJECTED {REJECTED} other {EXPIRED}}.',
  DRAFT_SPENT_remedy: 'Look at that order in Orders. To place another one, change the ticket.',
  DRAFT_OF_REPLACED: '{action}: the workspace was restored since this ticket was written',
  DRAFT_OF_REPLACED_meaning:
    'Nothing was sent now. Whether it was placed before the restore is not in this record.',
  DRAFT_OF_REPLACED_remedy: 'Look at Orders and at the venue. If you want the order, send it once more.',
  NOT_FOUND:
    '{what, select, account {{action}: there is no account “{id}”} backup {{action}: there is no backup “{id}”} balance {{action}: it was corrected or taken back meanwhile} import {{action}: there is no import “{id}”} instrument {{action}: there is no symbol “{id}”} movement {{action}: the movement is not there any more} order {{action}: there is no order “{id}”} portfolio {{action}: there is no portfolio “{id}”} task {{action}: it is not known any more} venue {{action}: there is no venue “{id}”} other {{action}: there is no workspace “{id}”}}',
  NOT_HELD: '{action}: no {side, select, BUY {long} other {short}} position is held there any more',
  NOT_HELD_remedy: 'Look at Positions: it has closed or turned to the other side.',
  INVALID_TERMS: '{action}: the instrument does not allow these terms',
  RISK_LIMIT:
    '{action} is beyond your limit for {limit, select, maxQuantity {the quantity of one order} maxNotional {the worth of one order} maxPriceDistance {the distance of a price from the market} other {working orders}}',
  RISK_LIMIT_remedy:
    'It would be {asked}; {allowed} is allowed. {limit, select, maxPriceDistance {Bring the price nearer to the market.} maxOpenOrders {Cancel another order first.} other {Make it smaller.}} The limit is changed under Limits in the Portfolio panel.',
  PRICE_UNKNOWN:
    '{action} needs a market price, because you set a limit for {limit, select, maxQuantity {the quantity of one order} maxNotional {the worth of one order} maxPriceDistance {the distance of a price from the market} other {working orders}}',
  PRICE_UNKNOWN_remedy:
    'Wait for a price of the symbol. The limit is changed under Limits in the Portfolio panel.',
  INVALID_LIMITS_meaning: 'None of them was set from here.',
  ORDER_CHANGED: '{action}: the order was changed meanwhile',
  ORDER_CHANGED_meaning: 'Nothing was sent: the order stays as it is now.',
  ORDER_CHANGED_remedy: 'It has {terms} now. Begin anew from that.',
  AMENDMENT_UNDER_WAY: '{action}: another amendment of this order is on its way',
  AMENDMENT_UNDER_WAY_meaning: 'Nothing was sent. The other one goes on.',
  AMENDMENT_UNDER_WAY_remedy:
    'It asks for {terms}. Wait until Orders shows what came of it, then begin anew.',
  term_quantity: 'quantity {value}',
  term_limitPrice: 'limit price {value}',
  term_stopPrice: 'stop price {value}',
} as const;
