import type { BalanceChecks } from '#src/application/portfolio/balance-checks.ts';
import type { BalanceInfo } from '#src/contract/balances.ts';
import type { ValuationInfo } from '#src/contract/portfolio.ts';
import type { Before, CheckedAssertion } from '#src/domain/balance-assertion.ts';

export function presentBalance({ assertion, recorded, difference, arose }: CheckedAssertion): BalanceInfo {
  const { id, accountId, asset, day, zone, until, quantity, places } = assertion;
  const digits = Math.max(places, quantity.decimalPlaces());
  return {
    id,
    accountId,
    asset,
    day,
    zone,
    until,
    quantity: quantity.toFixed(digits, 'half-even'),
    recorded: recorded?.toString(),
    difference: difference?.toString(),
    arose: arose && { after: arose.after && presentBefore(arose.after) },
  };
}

function presentBefore({ assertion, difference }: Before) {
  const { day, until } = assertion;
  return { day, until, difference: difference.toString() };
}

export function presentStatements({ version, checked }: BalanceChecks): ValuationInfo['statements'] {
  return { version, differing: checked.filter(({ arose }) => arose !== undefined).map(presentBalance) };
}
