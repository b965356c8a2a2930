import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { ChartLine } from '#renderer/charts/price-chart.ts';
import { say } from '#renderer/words/say.ts';

const priceFields = ['limitPrice', 'stopPrice'] as const;
export type PriceField = (typeof priceFields)[number];

/**
 * A line for each price of each active order, and for each position one for its average entry and one for each price
 * that was noted: the same ones while the order or the position is the same. `whose` names the account where there are
 * several.
 */
export function createChartLines(
  showQuantity: (quantity: string) => string,
  whose: (accountId: string) => string | undefined,
): (orders: readonly OrderInfo[], positions: readonly PositionInfo[]) => readonly ChartLine[] {
  const known = new WeakMap<OrderInfo | PositionInfo, readonly ChartLine[]>();

  function keptOf<Held extends OrderInfo | PositionInfo>(
    held: Held,
    linesOf: (held: Held) => readonly ChartLine[],
  ): readonly ChartLine[] {
    const lines = known.get(held) ?? linesOf(held);
    known.set(held, lines);
    return lines;
  }

  function titled(accountId: string, title: string): string {
    const name = whose(accountId);
    return name === undefined ? title : say('chart.ofAccount', { account: name, line: title });
  }

  function linesOfOrder(order: OrderInfo): readonly ChartLine[] {
    return priceFields.flatMap((field): ChartLine[] => {
      const price = order[field];
      if (price === undefined) return [];
      const quantity = showQuantity(order.remainingQuantity);
      const { side } = order;
      return [
        {
          id: lineId(order.id, field),
          price: Number(price),
          title: titled(
            order.accountId,
            say(field === 'stopPrice' ? 'chart.stopLine' : 'chart.line', { side, quantity }),
          ),
          colour: order.side === 'BUY' ? 'buy' : 'sell',
          dashed: field === 'stopPrice',
          draggable: true,
        },
      ];
    });
  }

  function linesOfPosition(position: PositionInfo): readonly ChartLine[] {
    const { id, averagePrice, stopLoss, takeProfit, dustBelow } = position;
    if (dustBelow !== undefined) return [];
    const line = (name: string, price: string | undefined, title: string): readonly ChartLine[] =>
      price === undefined
        ? []
        : [
            {
              id: `${name}${id}`,
              price: Number(price),
              title: titled(position.accountId, title),
              colour: 'warning',
              dashed: true,
              draggable: false,
            },
          ];
    return [
      ...line('', averagePrice, say('chart.entry', { quantity: showQuantity(position.quantity) })),
      // They look like orders and are none.
      ...line('stopLoss ', stopLoss, say('chart.stopLoss')),
      ...line('takeProfit ', takeProfit, say('chart.takeProfit')),
    ];
  }

  return (orders, positions) => [
    ...orders.flatMap((order) => keptOf(order, linesOfOrder)),
    ...positions.flatMap((position) => keptOf(position, linesOfPosition)),
  ];
}

function lineId(orderId: string, field: PriceField): string {
  return `${field} ${orderId}`;
}

/** Which price of which order a line stands for. */
export function findDragged(
  id: string,
  orders: readonly OrderInfo[],
): { readonly order: OrderInfo; readonly field: PriceField } | undefined {
  for (const order of orders) {
    const field = priceFields.find((name) => lineId(order.id, name) === id);
    if (field !== undefined) return { order, field };
  }
  return undefined;
}

/** The price at a height of the chart, on the instrument's tick. */
export function priceOnTick(price: number, instrument: InstrumentInfo): string {
  const tick = Decimal.from(instrument.tickSize);
  return Decimal.from(price.toFixed(tick.decimalPlaces() + 2))
    .roundToMultiple(tick, 'half-even')
    .toString();
}
