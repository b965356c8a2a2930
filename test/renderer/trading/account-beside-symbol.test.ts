import { expect, it } from 'vitest';
import { accountBesideSymbol } from '#renderer/trading/account-beside-symbol.ts';

const columns = ['time', 'symbol', 'side', 'account', 'fee'].map((id) => ({ id }));
const order = (accounts: readonly string[]) => accountBesideSymbol(columns, accounts).map(({ id }) => id);

it('of one account nobody asks whose a row is; of two it stands beside the symbol, once', () => {
  expect(order(['main'])).toEqual(['time', 'symbol', 'side', 'account', 'fee']);
  expect(order(['main', 'bots'])).toEqual(['time', 'symbol', 'account', 'side', 'fee']);
});
