import type {
  MarkInfo,
  PositionInfo,
  ProtectionInfo,
  ValuationInfo,
  ValuedPortfolio,
} from '#src/contract/portfolio.ts';
import type { RecordChange } from '#src/contract/state.ts';
import type { LiveState } from './live-store.ts';
import { generationAfter, plusRecent } from './recent.ts';
import type { Table } from './table.ts';

export function withPosition(state: LiveState, position: PositionInfo): Partial<LiveState> {
  const { positions, closed } = state;
  const { id, closedAt } = position;
  if (closedAt === undefined) return { positions: positions.with(id, position), closed: closed.without(id) };
  const next = plusRecent(closed, position, ({ updatedAt }) => updatedAt);
  return {
    positions: positions.without(id),
    closed: next,
    generation: generationAfter(state, closed, next),
  };
}

export function withProtection(
  positions: LiveState['positions'],
  { accountId, instrumentId, side, ...prices }: ProtectionInfo,
): Partial<LiveState> {
  const held = positions
    .list()
    .find(
      (position) =>
        position.accountId === accountId && position.instrumentId === instrumentId && position.side === side,
    );
  if (held === undefined) return {};
  const { stopLoss: _stopLoss, takeProfit: _takeProfit, ...position } = held;
  return { positions: positions.with(held.id, { ...position, ...prices }) };
}

/** Closed ones are fetched anew too: they may have joined, parted, or begun and ended otherwise. */
export function withRebuilt(
  { positions, closed, generation }: LiveState,
  { accountId, held, open }: Extract<RecordChange, { readonly type: 'positionsRebuilt' }>,
): Partial<LiveState> {
  const without = (table: Table<PositionInfo>): Table<PositionInfo> =>
    table
      .list()
      .filter((position) => position.accountId === accountId && position.held === held)
      .reduce((others, { id }) => others.without(id), table);
  const others = without(positions);
  return {
    positions: open === undefined ? others : others.with(open.id, open),
    closed: without(closed),
    generation: generation + 1,
  };
}

/** What prices make of the portfolios and their positions. A mark of a position that has changed since says nothing. */
export function applyValued(state: LiveState, valued: readonly ValuedPortfolio[]): LiveState {
  const valuations = valued
    .filter(({ valuation }) => isInItsBase(state, valuation))
    .map(({ valuation }) => [valuation.portfolioId, valuation]);
  return {
    ...state,
    valuations: { ...state.valuations, ...Object.fromEntries(valuations) },
    positions: valued.flatMap(({ marks }) => marks).reduce(withMark, state.positions),
  };
}

/** Its amounts stand under that of the portfolio: one in another currency than it is known to be measured in waits for it. */
export function isInItsBase(
  { portfolios }: Pick<LiveState, 'portfolios'>,
  { portfolioId, currency }: Pick<ValuationInfo, 'portfolioId' | 'currency'>,
): boolean {
  return portfolios.every(({ id, baseCurrency }) => id !== portfolioId || baseCurrency === currency);
}

function withMark(positions: Table<PositionInfo>, of: MarkInfo): Table<PositionInfo> {
  const held = positions.find(of.id);
  if (held === undefined || held.quantity !== of.quantity || held.cost !== of.cost) return positions;
  const { mark, markFrom, marketValue, unrealised } = of;
  const next = { ...held, mark, markFrom, marketValue, unrealised };
  return keyOfMark(held) === keyOfMark(next) ? positions : positions.with(of.id, next);
}

function keyOfMark({ mark, markFrom, marketValue, unrealised }: PositionInfo): string {
  return [mark, marketValue, unrealised, markFrom?.source, markFrom?.time].join();
}
