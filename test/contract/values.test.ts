import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { longestTold } from '#src/domain/told-number.ts';
import { decimalText, givenDecimal } from '#src/contract/values.ts';

const whole = '9'.repeat(longestTold);
const small = `0.${'0'.repeat(longestTold - 3)}7`;

describe('decimals of the contract', () => {
  test.each([
    [whole, whole],
    [small, small],
    [`-${whole.slice(1)}`, small],
  ])('what the longest numbers of a file come to has room: %s times %s', (quantity, price) => {
    const notional = Decimal.from(quantity).times(Decimal.from(price));
    const converted = notional.times(Decimal.from(price));
    for (const amount of [notional, notional.plus(notional), converted, notional.plus(converted)]) {
      expect(decimalText.safeParse(amount.toString()).success).toBe(true);
    }
  });

  test('so has what the longest numbers that are typed come to, and no longer one is taken', () => {
    const longest = `${'9'.repeat(60)}.${'9'.repeat(60)}`;
    expect(givenDecimal.safeParse(longest).success).toBe(true);
    const notional = Decimal.from(longest).times(Decimal.from(longest));
    expect(decimalText.safeParse(notional.times(Decimal.from(longest)).toString()).success).toBe(true);
    expect(givenDecimal.safeParse(`9${longest}`).success).toBe(false);
    expect(givenDecimal.safeParse('1e5').success).toBe(false);
  });
});
