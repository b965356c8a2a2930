import { expect, test } from 'vitest';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { createFormat } from '#renderer/format/format.ts';
import { closedPositionColumns } from '#renderer/trading/position-columns.tsx';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

const position: PositionInfo = {
  id: 'p1',
  accountId: 'main',
  instrumentId: 'binance:BTC-USDT',
  held: 'BTC',
  side: 'BUY',
  quantity: '0',
  enteredQuantity: '1',
  cost: '0',
  realised: '20',
  currency: 'USDT',
  method: 'FIFO',
  openedAt: 1,
  updatedAt: 2,
  closedAt: 2,
};

function feesOf(of: Partial<PositionInfo>): unknown {
  const format = createFormat('comma-point', 'utc', false);
  const columns = closedPositionColumns({
    instruments: {},
    accounts: [],
    format,
    close: () => undefined,
    protect: undefined,
  });
  return columns.find(({ id }) => id === 'fees')?.value({ ...position, ...of });
}

test('fees of which some are not known say how many, in the table and in its file', () => {
  const known = [{ currency: 'USDT', amount: '12.4' }];
  expect(feesOf({ fees: known })).toBe('12.4 USDT');
  expect(feesOf({ partOfFees: { known, unknown: 2 } })).toBe('12.4 USDT + 2 unknown');
  expect(feesOf({ partOfFees: { known: [], unknown: 1 } })).toBe('1 unknown');
});
