/** Of a row of `ledger`: whether another account of its portfolio has an entry of its link. */
export const isOwnTransfer = `(ledger.link IS NOT NULL AND EXISTS (SELECT 1 FROM ledger AS far
  JOIN accounts AS theirs ON theirs.id = far.account_id
  JOIN accounts AS own ON own.id = ledger.account_id AND own.portfolio_id = theirs.portfolio_id
  WHERE far.link = ledger.link AND far.voided_by IS NULL AND far.account_id <> ledger.account_id))`;
