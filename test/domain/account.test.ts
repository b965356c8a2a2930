import { expect, test } from 'vitest';
import { accountModes, environments, isSameName, isTraded, tradesRealMoney } from '#src/domain/account.ts';

test('real money moves where a live account trades on the live market, and nowhere else', () => {
  const real = accountModes.flatMap((mode) =>
    environments
      .filter((environment) => tradesRealMoney({ mode, environment }))
      .map((environment) => `${mode} ${environment}`),
  );
  expect(real).toEqual(['live live']);
  expect(tradesRealMoney({ mode: 'history', environment: undefined })).toBe(false);
});

test('history trades nothing', () => {
  expect(accountModes.filter((mode) => isTraded({ mode }))).toEqual(['paper', 'live']);
});

test.each([
  ['Main', ' main ', true],
  // An é of one character and one of two.
  ['Caf\u00e9', 'CAFE\u0301', true],
  ['Main', 'Main 2', false],
])('"%s" and "%s": the same to whoever reads them', (one, other, same) => {
  expect(isSameName(one, other)).toBe(same);
});
