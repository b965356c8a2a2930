import { expect, test } from 'vitest';
import {
  boughtTogether,
  onlyPurchaseOf,
  purchasesOf,
  type Bought,
  type Purchase,
} from '#src/domain/bought.ts';
import { accountId, currency, fillIdOf, heldId, instrumentId } from '#src/domain/ids.ts';

function purchase(name: string): Purchase {
  const [account, pair] = [accountId('a'), instrumentId('venue:BTCUSDT')];
  return {
    accountId: account,
    held: heldId('BTC'),
    movementId: fillIdOf(account, pair, name),
    instrumentId: pair,
    time: 1,
    currency: currency('USDT'),
  };
}

test('what goes to and fro between two pools has each of its purchases once, however often it went', () => {
  const [first, second] = [purchase('first'), purchase('second')];
  let [here, there]: readonly (Bought | undefined)[] = [first, second];
  for (let turn = 0; turn < 12; turn += 1) {
    there = boughtTogether(there, here);
    here = boughtTogether(here, there);
  }
  expect(new Set(purchasesOf(here))).toEqual(new Set([first, second]));
  expect(purchasesOf(here)).toHaveLength(2);
});

test('a part that comes back to what it was taken from is of the one purchase still', () => {
  const one = purchase('one');
  expect(onlyPurchaseOf(boughtTogether(one, one))).toBe(one);
  expect(onlyPurchaseOf(boughtTogether(one, purchase('other')))).toBeUndefined();
});
