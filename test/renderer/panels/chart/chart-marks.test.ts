import { describe, expect, it } from 'vitest';
import type { InstrumentInfo } from '#src/contract/market.ts';
import type { FillInfo, OrderInfo } from '#src/contract/orders.ts';
import { position } from '#test/renderer/core/records.ts';
import { fillMarks } from '#renderer/charts/fill-marks.ts';
import { createChartLines, findDragged, priceOnTick } from '#renderer/panels/chart/order-lines.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

const minute = 60_000;

const instrument: InstrumentInfo = {
  id: 'binance:NKNUSDT',
  venue: 'binance',
  symbol: 'NKNUSDT',
  kind: 'spot',
  base: 'NKN',
  quote: 'USDT',
  settle: 'USDT',
  tickSize: '0.0001',
  lotSize: '1',
  multiplier: '1',
  tradable: true,
};

const order: OrderInfo = {
  id: 'o1',
  clientOrderId: 'td-1',
  accountId: 'a1',
  instrumentId: instrument.id,
  side: 'SELL',
  type: 'STOP_LIMIT',
  quantity: '2000',
  limitPrice: '0.35',
  stopPrice: '0.36',
  timeInForce: 'GTC',
  status: 'PARTIALLY_FILLED',
  filledQuantity: '500',
  remainingQuantity: '1500',
  active: true,
  external: false,
  createdAt: 0,
  updatedAt: 0,
};

function fill(time: number, side: FillInfo['side']): FillInfo {
  return {
    id: `${time} ${side}`,
    accountId: 'a1',
    instrumentId: instrument.id,
    venueTradeId: '1',
    side,
    quantity: '1',
    price: '1',
    notional: '1',
    currency: 'USDT',
    source: 'venue',
    time,
  };
}

describe('fillMarks', () => {
  it('has one mark a candle and side, with the number of fills, by time', () => {
    const fills = [fill(minute, 'BUY'), fill(10, 'SELL'), fill(20, 'SELL'), fill(30, 'BUY')];
    expect(fillMarks(fills, 0, minute, '1m')).toEqual([
      { openTime: 0, side: 'SELL', count: 2 },
      { openTime: 0, side: 'BUY', count: 1 },
      { openTime: minute, side: 'BUY', count: 1 },
    ]);
  });

  it('marks nothing where no candle stands', () => {
    expect(fillMarks([fill(5 * minute, 'BUY'), fill(0, 'BUY')], minute, 2 * minute, '1m')).toEqual([]);
  });
});

/** With one account nobody asks whose a line is. */
const alone = (): undefined => undefined;

describe('createChartLines', () => {
  const lines = createChartLines((quantity) => `${quantity} NKN`, alone)([order], []);

  it('draws each price of an order with its side and what is left of it', () => {
    expect(lines.map(({ price, title, draggable }) => [price, title, draggable])).toEqual([
      [0.35, 'Sell 1500 NKN', true],
      [0.36, 'Sell 1500 NKN stop', true],
    ]);
  });

  it('finds the order and the price of a line that was dragged', () => {
    expect(lines.map((line) => findDragged(line.id, [order])?.field)).toEqual(['limitPrice', 'stopPrice']);
    expect(findDragged('gone', [order])).toBeUndefined();
  });

  it('draws the entry of a position, and what was noted for it as a note that cannot be dragged', () => {
    const noted = position({ averagePrice: '0.35', quantity: '7', stopLoss: '0.3', takeProfit: '0.4' });
    const drawn = createChartLines((quantity) => `${quantity} NKN`, alone)([], [noted]);
    expect(drawn.map(({ price, title, draggable }) => [price, title, draggable])).toEqual([
      [0.35, 'Entry 7 NKN', false],
      [0.3, 'Stop loss, a note', false],
      [0.4, 'Take profit, a note', false],
    ]);
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(3);
    expect(createChartLines(() => '', alone)([], [position()])).toEqual([]);
  });

  it('names the account of every line where there are several', () => {
    const held = position({ accountId: 'a2', averagePrice: '0.35', quantity: '7', stopLoss: '0.3' });
    const drawn = createChartLines(
      (quantity) => quantity,
      (id) => ({ a1: 'Swing', a2: 'Bots' })[id],
    )([order], [held]);
    expect(drawn.map(({ title }) => title)).toEqual([
      'Swing: Sell 1500',
      'Swing: Sell 1500 stop',
      'Bots: Entry 7',
      'Bots: Stop loss, a note',
    ]);
  });

  it('makes the lines of an order once, and anew when it changes', () => {
    const linesOf = createChartLines((quantity) => quantity, alone);
    const other = { ...order, id: 'other' };
    const [first, , unchanged] = linesOf([order, other], []);
    const [amended, , same] = linesOf([{ ...order, limitPrice: '0.34' }, other], []);
    expect([first?.price, amended?.price]).toEqual([0.35, 0.34]);
    expect(same).toBe(unchanged);
  });

  it('draws no order without a price', () => {
    const { limitPrice: _limit, stopPrice: _stop, ...market } = order;
    expect(createChartLines(() => '', alone)([market], [])).toEqual([]);
  });
});

describe('priceOnTick', () => {
  it('is the nearest price that the instrument allows', () => {
    expect(priceOnTick(0.352_649_9, instrument)).toBe('0.3526');
    expect(priceOnTick(0.352_661, instrument)).toBe('0.3527');
  });
});
