import type { Result } from '#src/domain/result.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { MarkCell } from './mark-cell.tsx';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { unknownText } from '#renderer/format/number.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import type { Format } from '#renderer/format/format.ts';
import { accountName } from '#renderer/words/order-words.ts';
import { changedNote, type ProtectionField } from '#renderer/words/protection-words.ts';
import { canBeClosed } from './close-draft.ts';
import { Dim, ProfitCell, SymbolCell, TimeCell } from './cells.tsx';
import { symbolOf } from '#renderer/format/symbol.ts';
import { bySymbol, moneySum, quantitySum } from './group-columns.ts';
import { shownAs, type EditProblem, type GridColumn } from '#renderer/grid/column.ts';
import classes from './positions.module.css';
import { say } from '#renderer/words/say.ts';

/** Notes a price, or takes the note away. */
export type Protect = {
  /** What was typed, as a plain number; nothing of an empty text. */
  readonly read: (
    position: PositionInfo,
    field: ProtectionField,
    text: string,
  ) => Result<string | undefined, EditProblem>;
  /** Answers with what is wrong with it, or nothing once it is noted. */
  readonly write: (
    position: PositionInfo,
    field: ProtectionField,
    price: string | undefined,
    withdrawn: AbortSignal,
  ) => Promise<EditProblem | undefined>;
};

type PositionColumnNeeds = {
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly accounts: readonly AccountInfo[];
  readonly format: Format;
  readonly close: (position: PositionInfo) => void;
  /** Undefined where nothing is noted. */
  readonly protect: Protect | undefined;
  /** Shows what a figure is made of. */
  readonly explain?: ((position: PositionInfo, figure: ExplainedFigure) => void) | undefined;
};

type Columns = Readonly<Record<string, GridColumn<PositionInfo>>>;

export function openPositionColumns(needs: PositionColumnNeeds): GridColumn<PositionInfo>[] {
  const all = positionColumns(needs);
  return pick(all, [
    'symbol',
    'side',
    'quantity',
    'average',
    'unrealised',
    'close',
    'mark',
    'stopLoss',
    'takeProfit',
    'marketValue',
    'realised',
    'fees',
    'net',
    'currency',
    'account',
    'openedAt',
    'cost',
    'method',
  ]);
}

export function dustColumns(needs: PositionColumnNeeds): GridColumn<PositionInfo>[] {
  const { instruments, format } = needs;
  const { cost, ...others } = positionColumns(needs);
  const least: GridColumn<PositionInfo> = {
    id: 'least',
    header: say('position.least'),
    hint: say('position.leastHint'),
    kind: 'number',
    width: 92,
    private: 'amount',
    value: ({ dustBelow }) => dustBelow,
    cell: ({ dustBelow, instrumentId }) => format.quantity(dustBelow, instruments[instrumentId]),
  };
  const all = { ...others, least, ...(cost && { cost: { ...cost, offByDefault: false } }) };
  return pick(all, [
    'symbol',
    'quantity',
    'least',
    'cost',
    'marketValue',
    'unrealised',
    'close',
    'mark',
    'currency',
    'account',
    'openedAt',
  ]);
}

export function closedPositionColumns(needs: PositionColumnNeeds): GridColumn<PositionInfo>[] {
  const all = positionColumns(needs);
  return pick(all, [
    'closedAt',
    'symbol',
    'side',
    'net',
    'entered',
    'average',
    'averageExit',
    'realised',
    'fees',
    'currency',
    'account',
    'openedAt',
    'method',
  ]);
}

/** The fees by currency, as they were paid. */
function feesText({ fees, estimatedFees, partOfFees }: PositionInfo, format: Format): string {
  const paid = (purse: NonNullable<PositionInfo['fees']>): string =>
    purse.map(({ currency, amount }) => `${format.fee(amount, currency)} ${currency}`).join(', ');
  const known = withEstimate(paid(partOfFees?.known ?? fees ?? []), estimatedFees && paid(estimatedFees));
  if (partOfFees !== undefined) return partWords(known, partOfFees.unknown);
  return known === '' ? unknownText : known;
}

/** "12.40 USD + 3.10 USD estimated". */
function withEstimate(known: string, estimated: string | undefined): string {
  if (estimated === undefined) return known;
  return known === ''
    ? say('position.estimatedFees', { estimated })
    : say('position.plusEstimated', { known, estimated });
}

function partWords(known: string, unknown: number): string {
  return known === ''
    ? say('position.unknownFees', { count: unknown })
    : say('position.plusUnknownFees', { known, count: unknown });
}

/** Why what it brought, or brings, is not known; undefined where it is. */
function whyUnknown({ uncosted, undecided, unseen }: PositionInfo, isOpen: boolean): string | undefined {
  if (unseen !== undefined && !isOpen) return say('position.purchaseMissing', { quantity: unseen });
  const quantity = isOpen ? uncosted : undecided;
  return quantity && say('position.costUnknown', { quantity });
}

/** As a spreadsheet reads the amounts. */
function plainFees({ fees, estimatedFees, partOfFees }: PositionInfo): string | undefined {
  const known = withEstimate(plainPurse(partOfFees?.known ?? fees) ?? '', plainPurse(estimatedFees));
  return partOfFees === undefined ? known : partWords(known, partOfFees.unknown);
}

function plainPurse(purse: PositionInfo['fees']): string | undefined {
  return purse?.map(({ currency, amount }) => `${amount} ${currency}`).join(', ');
}

function positionColumns(needs: PositionColumnNeeds): Columns {
  const { instruments, accounts, format, close, protect, explain } = needs;
  const explained = (figure: ExplainedFigure) =>
    explain && { explain: (position: PositionInfo) => () => explain(position, figure) };
  const of = (position: PositionInfo) => instruments[position.instrumentId];
  const symbol = (position: PositionInfo): string => symbolOf(position.instrumentId, instruments);
  const profit = (id: 'unrealised' | 'realised' | 'net', header: string): GridColumn<PositionInfo> => ({
    id,
    header,
    ...(id === 'realised' && explained(id)),
    kind: 'number',
    width: 80,
    private: 'amount',
    value: (position) => position[id],
    sum: { ...moneySum(id, (position) => position[id]), text: format.profit, isProfit: true },
    shown: (position) => format.profit(position[id], position.currency),
    cell: (position) => (
      <ProfitCell
        amount={position[id]}
        text={format.profit(position[id], position.currency)}
        why={whyUnknown(position, id === 'unrealised')}
      />
    ),
  });
  const price = (
    id: 'averagePrice' | 'averageExit',
    columnId: string,
    header: string,
  ): GridColumn<PositionInfo> => ({
    id: columnId,
    header,
    kind: 'number',
    width: 70,
    value: (position) => position[id],
    ...shownAs((position) => format.averagePrice(position[id], of(position))),
  });
  const protection = (id: ProtectionField, header: string): GridColumn<PositionInfo> => ({
    id,
    header,
    hint: say('position.noteHint'),
    kind: 'number',
    width: 76,
    value: (position) => position[id],
    cell: (position) => format.price(position[id], of(position)),
    ...(protect && {
      edit: {
        allowed: (position) => position.closedAt === undefined,
        text: (position) => (position[id] === undefined ? '' : format.price(position[id], of(position))),
        changed: (before, now) => changedNote(before, now, of(now), format),
        read: (position, text) => protect.read(position, id, text),
        write: (position, noted, withdrawn) => protect.write(position, id, noted, withdrawn),
      },
    }),
  });
  const quantity = (
    id: 'quantity' | 'enteredQuantity',
    columnId: 'quantity' | 'entered',
  ): GridColumn<PositionInfo> => ({
    id: columnId,
    header: say('column.quantity'),
    ...(id === 'quantity' && explained(id)),
    kind: 'number',
    width: 66,
    private: 'amount',
    value: (position) => position[id],
    sum: quantitySum(columnId, { instruments, format }, (position) => position[id]),
    cell: (position) => format.quantity(position[id], of(position)),
  });
  const amount = (id: 'marketValue' | 'cost', header: string): GridColumn<PositionInfo> => ({
    id,
    header,
    kind: 'number',
    width: 92,
    private: 'amount',
    value: (position) => position[id],
    sum: { ...moneySum(id, (position) => position[id]), text: format.amount },
    ...shownAs((position) => format.amount(position[id], position.currency)),
  });
  const time = (id: 'openedAt' | 'closedAt', header: string): GridColumn<PositionInfo> => ({
    id,
    header,
    kind: 'time',
    width: 110,
    value: (position) => position[id],
    // Of the core's groups the day is that of closing.
    ...(id === 'closedAt' && { group: { by: 'day' as const } }),
    cell: (position) => <TimeCell time={position[id]} format={format} />,
  });

  return {
    symbol: {
      id: 'symbol',
      header: say('column.symbol'),
      kind: 'text',
      width: 84,
      value: symbol,
      group: bySymbol(instruments),
      cell: (position) => <SymbolCell instrumentId={position.instrumentId} symbol={symbol(position)} />,
    },
    side: {
      id: 'side',
      header: say('column.side'),
      kind: 'choice',
      choices: [
        { value: 'BUY', label: say('position.long') },
        { value: 'SELL', label: say('position.short') },
      ],
      width: 40,
      value: (position) => position.side,
      group: { by: 'side' },
      cell: (position) => (
        <span className={position.side === 'BUY' ? 'td-buy' : 'td-sell'}>
          {position.side === 'BUY' ? say('position.long') : say('position.short')}
        </span>
      ),
    },
    quantity: quantity('quantity', 'quantity'),
    entered: quantity('enteredQuantity', 'entered'),
    average: price('averagePrice', 'average', say('column.average')),
    averageExit: price('averageExit', 'averageExit', say('column.averageExit')),
    mark: {
      id: 'mark',
      header: say('column.mark'),
      kind: 'number',
      width: 70,
      value: (position) => position.mark,
      shown: (position) => format.price(position.mark, of(position)),
      cell: (position) => <MarkCell position={position} text={format.price(position.mark, of(position))} />,
    },
    stopLoss: protection('stopLoss', say('column.stopLoss')),
    takeProfit: protection('takeProfit', say('column.takeProfit')),
    marketValue: amount('marketValue', say('column.marketValue')),
    cost: { ...amount('cost', say('column.cost')), ...explained('cost'), offByDefault: true },
    unrealised: profit('unrealised', say('column.unrealised')),
    realised: profit('realised', say('column.realised')),
    net: profit('net', say('column.net')),
    fees: {
      id: 'fees',
      header: say('column.fees'),
      ...explained('fees'),
      kind: 'text',
      width: 120,
      private: 'amount',
      value: plainFees,
      sum: {
        name: 'fees',
        kind: 'money',
        of: ({ currency: unit, fees = [{ currency: unit, amount: undefined }] }) =>
          fees.map((fee) => ({ unit: fee.currency, amount: fee.amount })),
        text: format.fee,
      },
      cell: (position) => <span className="td-number">{feesText(position, format)}</span>,
    },
    currency: {
      id: 'currency',
      header: say('column.currency'),
      kind: 'text',
      width: 72,
      value: (position) => position.currency,
      cell: (position) => <Dim>{position.currency}</Dim>,
    },
    account: {
      id: 'account',
      header: say('column.account'),
      kind: 'choice',
      choices: accounts.map(({ id, name }) => ({ value: id, label: name })),
      width: 120,
      mayBeCut: true,
      value: (position) => position.accountId,
      group: { by: 'account' },
      name: (position) => accountName(accounts, position.accountId),
      cell: (position) => <Dim>{accountName(accounts, position.accountId)}</Dim>,
    },
    close: {
      id: 'close',
      header: say('column.close'),
      kind: 'action',
      width: 54,
      value: () => undefined,
      cell: (position) =>
        canBeClosed(position, { instruments, accounts }) && (
          <button
            type="button"
            tabIndex={-1}
            className={classes['button']}
            title={say('position.closeTitle')}
            onClick={() => close(position)}
          >
            {say('position.close')}
          </button>
        ),
    },
    openedAt: time('openedAt', say('column.openedAt')),
    closedAt: time('closedAt', say('column.closedAt')),
    method: {
      id: 'method',
      header: say('column.method'),
      kind: 'text',
      width: 80,
      offByDefault: true,
      value: (position) => position.method,
      cell: (position) => <Dim>{position.method}</Dim>,
    },
  };
}

function pick(columns: Columns, ids: readonly string[]): GridColumn<PositionInfo>[] {
  return ids.flatMap((id) => columns[id] ?? []);
}
