import { expect, test } from 'vitest';
import { createAccountLocks } from '#src/application/orders/account-locks.ts';
import { accountId } from '#src/domain/ids.ts';

const [one, two] = [accountId('one'), accountId('two')];

test('an account is locked until the last of its reasons is gone, and each change is told', () => {
  const told: string[] = [];
  const [first, second] = ['1', '2'].map((order) => ({ code: 'LOCKED_OUTCOME_UNKNOWN', order }) as const);
  if (first === undefined || second === undefined) throw new RangeError();
  const locks = createAccountLocks(
    (account) => told.push(account),
    () => 7,
  );
  locks.release(one, 'a');
  locks.lock(one, 'a', first);
  locks.lock(one, 'a', first);
  locks.lock(one, 'b', second);
  expect([locks.reason(one), locks.reason(two)]).toEqual([first, undefined]);
  locks.release(one, 'a');
  expect(locks.reason(one)).toBe(second);
  locks.release(one, 'a');
  locks.release(one, 'b');
  expect(locks.reason(one)).toBeUndefined();
  // Locked twice and released twice: what changed nothing is not told.
  expect(told).toEqual([one, one, one, one]);
});

test('the reason of a lock may become another', () => {
  const told: string[] = [];
  const locks = createAccountLocks(
    (account) => told.push(account),
    () => 7,
  );
  locks.lock(one, 'venue', { code: 'LOCKED_CONNECTING' });
  locks.lock(one, 'venue', { code: 'LOCKED_RECONCILING' });
  locks.lock(one, 'venue', { code: 'LOCKED_RECONCILING' });
  expect(locks.reason(one)).toEqual({ code: 'LOCKED_RECONCILING' });
  expect(told).toEqual([one, one]);
});
