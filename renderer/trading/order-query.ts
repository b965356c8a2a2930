import type { InstrumentInfo } from '#src/contract/market.ts';
import { orderStatus, side, strategyName } from '#src/contract/values.ts';
import type { OrderFilterInput, OrderInfo, OrderSortInput } from '#src/contract/orders.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import type { GridQuery } from '#renderer/grid/use-grid-rows.ts';

type Instruments = Readonly<Record<string, InstrumentInfo>>;

const sortFields: Readonly<Record<string, OrderSortInput['by']>> = {
  time: 'time',
  symbol: 'symbol',
  status: 'status',
  quantity: 'quantity',
};

export type OrdersRequest = {
  readonly filter: OrderFilterInput;
  readonly sort: OrderSortInput;
  /** Whether the store sorts as asked; otherwise its order is by time. */
  readonly sorted: boolean;
};

/** As much of the grid's filters and sort as the store can do; the grid does the rest with what it gets. */
export function ordersRequest(query: GridQuery<OrderInfo>, instruments: Instruments): OrdersRequest {
  const by = sortFields[query.sort.id];
  const status = orderStatus.safeParse(query.filters['status']);
  const strategy = strategyName.safeParse(query.filters['strategy']);
  const direction = query.sort.descending ? 'descending' : 'ascending';
  return {
    filter: {
      ...tradeFilter(query, instruments),
      ...(status.success ? { statuses: [status.data] } : {}),
      ...(strategy.success ? { strategy: strategy.data } : {}),
    },
    sort: by === undefined ? { by: 'time', direction: 'descending' } : { by, direction },
    sorted: by !== undefined,
  };
}

/** The part that orders and fills have in common. */
export function tradeFilter<Row>(
  query: GridQuery<Row>,
  instruments: Instruments,
): Pick<OrderFilterInput, 'accountId' | 'instrumentId' | 'side' | 'from' | 'to'> {
  const { filters, spans } = query;
  const span = spans.get('time');
  const wantedSide = side.safeParse(filters['side']);
  const accountId = filters['account'] ?? '';
  const instrumentId = onlyMatch(filters['symbol'] ?? '', instruments);
  return {
    ...(accountId === '' ? {} : { accountId }),
    ...(instrumentId === undefined ? {} : { instrumentId }),
    ...(wantedSide.success ? { side: wantedSide.data } : {}),
    ...(span === undefined ? {} : { from: span.from, to: span.to }),
  };
}

/** The one instrument that the text can mean. */
function onlyMatch(text: string, instruments: Instruments): string | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  const matches = Object.keys(instruments).filter((id) =>
    symbolOf(id, instruments).toLowerCase().includes(wanted),
  );
  return matches.length === 1 ? matches[0] : undefined;
}
