import { reasonWords } from '#renderer/words/coded-words.ts';
import { orderStatus, orderType } from '#src/contract/values.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { unknownText } from '#renderer/format/number.ts';
import type { Format } from '#renderer/format/format.ts';
import type { Amendment } from '#renderer/trading/amendment.ts';
import { changedTerms } from '#renderer/words/changed-terms.ts';
import { OrderStatus } from '#renderer/trading/order-status.tsx';
import { accountName, sideChoices, workingTime } from '#renderer/words/order-words.ts';
import { Dim, SideCell, SymbolCell, TimeCell } from '#renderer/trading/cells.tsx';
import { symbolOf } from '#renderer/format/symbol.ts';
import type { OrderActions } from '#renderer/trading/use-order-actions.tsx';
import { bySymbol, quantitySum } from '#renderer/trading/group-columns.ts';
import type { SumName } from '#src/domain/groupings.ts';
import { shownAs, type CellEdit, type ColumnSum, type GridColumn } from '#renderer/grid/column.ts';
import { say } from '#renderer/words/say.ts';

type OrderColumnNeeds = {
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly accounts: readonly AccountInfo[];
  readonly strategies: readonly string[];
  readonly format: Format;
  readonly amend: OrderActions['field'];
};

export function orderId(order: OrderInfo): string {
  return order.id;
}

export function orderColumns({
  instruments,
  accounts,
  strategies,
  format,
  amend,
}: OrderColumnNeeds): GridColumn<OrderInfo>[] {
  const of = (order: OrderInfo) => instruments[order.instrumentId];
  const reasonOf = ({ reason }: OrderInfo) => reason && reasonWords(reason, format);
  const edit = (field: keyof Amendment): CellEdit<OrderInfo> => ({
    allowed: (order) => order.active && order[field] !== undefined,
    text: (order) =>
      field === 'quantity'
        ? format.fieldQuantity(order.quantity, of(order))
        : format.price(order[field], of(order)),
    // A fill changes what a new quantity leaves to fill; a price can be moved while it fills.
    changed: (before, now) =>
      changedTerms(
        before,
        now,
        ['quantity', 'limitPrice', 'stopPrice', ...(field === 'quantity' ? ['filledQuantity' as const] : [])],
        { instrument: of(now), format },
      ),
    read: (order, text) => amend.read(order, field, text),
    write: (order, value, withdrawn) => amend.write(order, field, value, withdrawn),
  });
  const symbol = (order: OrderInfo): string => symbolOf(order.instrumentId, instruments);
  const total = (
    name: SumName,
    field: 'quantity' | 'filledQuantity' | 'remainingQuantity',
  ): ColumnSum<OrderInfo> => quantitySum(name, { instruments, format }, (order) => order[field]);

  // What an order is and how it stands comes first: a narrow panel shows it without scrolling.
  return [
    {
      id: 'symbol',
      header: say('column.symbol'),
      kind: 'text',
      width: 84,
      value: symbol,
      group: bySymbol(instruments),
      cell: (order) => <SymbolCell instrumentId={order.instrumentId} symbol={symbol(order)} />,
    },
    {
      id: 'side',
      header: say('column.side'),
      kind: 'choice',
      choices: sideChoices(),
      width: 40,
      value: (order) => order.side,
      group: { by: 'side' },
      cell: (order) => <SideCell side={order.side} />,
    },
    {
      id: 'quantity',
      header: say('column.quantity'),
      kind: 'number',
      width: 70,
      private: 'amount',
      value: (order) => order.quantity,
      sum: total('quantity', 'quantity'),
      cell: (order) => format.quantity(order.quantity, of(order)),
      edit: edit('quantity'),
    },
    {
      id: 'filled',
      header: say('column.filled'),
      kind: 'number',
      width: 64,
      private: 'amount',
      value: (order) => order.filledQuantity,
      sum: total('filled', 'filledQuantity'),
      cell: (order) => format.quantity(order.filledQuantity, of(order)),
    },
    {
      id: 'limit',
      header: say('column.limit'),
      kind: 'number',
      width: 70,
      value: (order) => order.limitPrice,
      cell: (order) => format.price(order.limitPrice, of(order)),
      edit: edit('limitPrice'),
    },
    {
      id: 'status',
      header: say('column.status'),
      kind: 'choice',
      choices: orderStatus.options.map((value) => ({ value, label: say(`order.status_${value}`) })),
      width: 102,
      value: (order) => order.status,
      group: { by: 'status' },
      cell: (order) => <OrderStatus status={order.status} reason={order.reason} />,
    },
    {
      id: 'time',
      header: say('column.time'),
      kind: 'time',
      width: 110,
      value: (order) => order.createdAt,
      group: { by: 'day' },
      cell: (order) => <TimeCell time={order.createdAt} format={format} />,
    },
    {
      id: 'type',
      header: say('column.type'),
      kind: 'choice',
      choices: orderType.options.map((value) => ({ value, label: say(`order.${value}`) })),
      width: 72,
      value: (order) => order.type,
      cell: (order) => say(`order.${order.type}`),
    },
    {
      id: 'stop',
      header: say('column.stop'),
      kind: 'number',
      width: 74,
      value: (order) => order.stopPrice,
      cell: (order) => format.price(order.stopPrice, of(order)),
      edit: edit('stopPrice'),
    },
    {
      id: 'average',
      header: say('column.average'),
      kind: 'number',
      width: 84,
      value: (order) => order.averagePrice,
      ...shownAs((order) => format.averagePrice(order.averagePrice, of(order))),
    },
    {
      id: 'strategy',
      header: say('column.strategy'),
      kind: 'choice',
      choices: strategies.map((name) => ({ value: name, label: name })),
      width: 84,
      mayBeCut: true,
      value: (order) => order.strategy,
      group: { by: 'strategy' },
      cell: (order) => <Dim>{order.strategy ?? ''}</Dim>,
    },
    {
      id: 'timeInForce',
      header: say('column.timeInForce'),
      kind: 'choice',
      choices: ['GTC', 'IOC', 'FOK', 'DAY'].map((value) => ({ value, label: value })),
      width: 48,
      value: workingTime,
      cell: (order) => <Dim>{workingTime(order)}</Dim>,
    },
    {
      id: 'account',
      header: say('column.account'),
      kind: 'choice',
      choices: accounts.map(({ id, name }) => ({ value: id, label: name })),
      width: 110,
      mayBeCut: true,
      value: (order) => order.accountId,
      group: { by: 'account' },
      name: (order) => accountName(accounts, order.accountId),
      cell: (order) => <Dim>{accountName(accounts, order.accountId)}</Dim>,
    },
    {
      id: 'reason',
      header: say('column.reason'),
      kind: 'text',
      width: 220,
      mayBeCut: true,
      private: 'prose',
      value: reasonOf,
      cell: (order) => <Dim>{reasonOf(order) ?? ''}</Dim>,
    },
    {
      id: 'updated',
      header: say('column.updated'),
      kind: 'time',
      width: 110,
      offByDefault: true,
      value: (order) => order.updatedAt,
      cell: (order) => <TimeCell time={order.updatedAt} format={format} />,
    },
    {
      id: 'remaining',
      header: say('column.remaining'),
      kind: 'number',
      width: 96,
      offByDefault: true,
      private: 'amount',
      value: (order) => order.remainingQuantity,
      sum: total('remaining', 'remainingQuantity'),
      cell: (order) => format.quantity(order.remainingQuantity, of(order)),
    },
    {
      id: 'origin',
      header: say('column.origin'),
      kind: 'text',
      width: 100,
      mayBeCut: true,
      offByDefault: true,
      value: originOf,
      cell: (order) => <Dim>{originOf(order)}</Dim>,
    },
    {
      id: 'clientOrderId',
      header: say('column.clientOrderId'),
      kind: 'text',
      width: 240,
      mayBeCut: true,
      offByDefault: true,
      value: (order) => order.clientOrderId,
      cell: (order) => <Dim>{order.clientOrderId}</Dim>,
    },
    {
      id: 'brokerOrderId',
      header: say('column.brokerOrderId'),
      kind: 'text',
      width: 180,
      mayBeCut: true,
      offByDefault: true,
      value: (order) => order.brokerOrderId,
      cell: (order) => <Dim>{order.brokerOrderId ?? unknownText}</Dim>,
    },
  ];
}

function originOf({ external }: OrderInfo): string {
  return external ? say('order.external') : 'Tapedeck';
}
