import type { InstrumentInfo } from '#src/contract/market.ts';
import { orderStatus, side, strategyName } from '#src/contract/values.ts';
import type { OrderFilterInput, OrderInfo, OrderSortInput } from '#src/contract/orders.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import type { TimeSpan } from '#renderer/grid/time-span.ts';
import type { GridQuery, WantedGroup } from '#renderer/grid/use-grid-rows.ts';

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
  /** The columns whose filters it applies. */
  readonly covers: ReadonlySet<string>;
};

/** As much of the grid's filters and sort as the store can do; the grid does the rest with what it gets. */
export function ordersRequest(query: GridQuery<OrderInfo>, instruments: Instruments): OrdersRequest {
  const by = sortFields[query.sort.id];
  const status = orderStatus.safeParse(query.filters['status']);
  const strategy = strategyName.safeParse(query.filters['strategy']);
  const direction = query.sort.descending ? 'descending' : 'ascending';
  const trades = tradeFilter(query, instruments);
  const covers = new Set(trades.covers);
  if (status.success) covers.add('status');
  if (strategy.success) covers.add('strategy');
  return {
    filter: {
      ...(status.success ? { statuses: [status.data] } : {}),
      ...(strategy.success ? { strategy: strategy.data } : {}),
      ...trades.filter,
      ...ofStatusOrStrategy(query.group),
    },
    sort: by === undefined ? { by: 'time', direction: 'descending' } : { by, direction },
    sorted: by !== undefined,
    covers,
  };
}

/** What a group of orders has in common that one of fills cannot have. */
function ofStatusOrStrategy(group: WantedGroup | undefined): OrderFilterInput {
  const { by, key } = group ?? {};
  const status = orderStatus.safeParse(by === 'status' ? key : undefined);
  if (status.success) return { statuses: [status.data] };
  if (by !== 'strategy') return {};
  return key === undefined ? { noStrategy: true } : { strategy: key };
}

type TradeFilter = Pick<OrderFilterInput, 'accountId' | 'instrumentId' | 'side' | 'from' | 'to'>;

/** The part that orders, fills and round trips have in common. `time` is the column of the time that they are filtered by. */
export function tradeFilter<Row>(
  query: GridQuery<Row>,
  instruments: Instruments,
  time = 'time',
): { readonly filter: TradeFilter; readonly covers: ReadonlySet<string> } {
  const { filters, spans, group } = query;
  const span = spans.get(time);
  const wantedSide = side.safeParse(filters['side']);
  const accountId = filters['account'] ?? '';
  const instrumentId = onlyMatch(filters['symbol'] ?? '', instruments);
  const covered = {
    account: accountId !== '',
    symbol: instrumentId !== undefined,
    side: wantedSide.success,
    [time]: span !== undefined,
  };
  return {
    filter: {
      ...(accountId === '' ? {} : { accountId }),
      ...(instrumentId === undefined ? {} : { instrumentId }),
      ...(wantedSide.success ? { side: wantedSide.data } : {}),
      ...(span === undefined ? {} : { from: span.from, to: span.to }),
      ...ofGroup(group, span),
    },
    covers: new Set(Object.entries(covered).flatMap(([id, isCovered]) => (isCovered ? [id] : []))),
  };
}

/** Of a day only what lies in the span that is wanted. */
function ofGroup(group: WantedGroup | undefined, span: TimeSpan | undefined): TradeFilter {
  if (group?.key === undefined) return {};
  const { by, key, until } = group;
  const ofSide = side.safeParse(key);
  if (by === 'account') return { accountId: key };
  if (by === 'instrument') return { instrumentId: key };
  if (by === 'side' && ofSide.success) return { side: ofSide.data };
  if (by !== 'day' || until === undefined) return {};
  return { from: Math.max(Number(key), span?.from ?? 0), to: Math.min(until, span?.to ?? until) };
}

/** `value`, where it is one of the list. */
export function oneOf<Value>(list: readonly Value[], value: unknown): Value | undefined {
  return list.find((one) => one === value);
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
