import { Decimal } from '#src/domain/decimal.ts';
import type { Expectation } from './beside-file.ts';
import type { Outcome } from './import-one.ts';

const counted = ['fills', 'movements', 'passedOver', 'refused'] as const;

/** In words; none where the outcome is as it must be. */
export function differences(outcome: Outcome, expected: Expectation): readonly string[] {
  if ('code' in outcome)
    return outcome.code === expected.unreadable ? [] : [`it is refused with ${outcome.code}`];
  if (expected.unreadable !== undefined) return [`it is read, and ${expected.unreadable} was expected`];
  const counts = counted.flatMap((what) => {
    const wanted = expected[what];
    return wanted === undefined || wanted === outcome[what]
      ? []
      : [`${what}: ${outcome[what]}, expected ${wanted}`];
  });
  if (expected.balances === undefined) return counts;
  const { balances } = expected;
  const assets = new Set([...Object.keys(balances), ...Object.keys(outcome.balances)]);
  const held = [...assets].flatMap((asset) => {
    const is = Decimal.from(outcome.balances[asset] ?? '0');
    const wanted = Decimal.from(balances[asset] ?? '0');
    return is.equals(wanted) ? [] : [`${asset}: ${is.toString()}, expected ${wanted.toString()}`];
  });
  return [...counts, ...held];
}
