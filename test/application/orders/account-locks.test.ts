import { expect, test } from 'vitest';
import { createAccountLocks } from '#src/application/orders/account-locks.ts';
import { accountId } from '#src/domain/ids.ts';

const [one, two] = [accountId('one'), accountId('two')];

test('an account is locked until the last of its reasons is gone, and each change is told', () => {
  const told: string[] = [];
  const locks = createAccountLocks((account) => told.push(account));
  locks.release(one, 'a');
  locks.lock(one, 'a', 'the first');
  locks.lock(one, 'a', 'the same again');
  locks.lock(one, 'b', 'the second');
  expect([locks.reason(one), locks.reason(two)]).toEqual(['the first', undefined]);
  locks.release(one, 'a');
  expect(locks.reason(one)).toBe('the second');
  locks.release(one, 'a');
  locks.release(one, 'b');
  expect(locks.reason(one)).toBeUndefined();
  // Locked twice and released twice: what changed nothing is not told.
  expect(told).toEqual([one, one, one, one]);
});
