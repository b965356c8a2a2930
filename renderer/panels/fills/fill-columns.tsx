import { fillSources } from '#src/domain/fill.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import type { FillInfo } from '#src/contract/orders.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { unknownText } from '#renderer/format/number.ts';
import type { Format } from '#renderer/format/format.ts';
import { accountName, sideChoices } from '#renderer/words/order-words.ts';
import { Dim, SideCell, SymbolCell, TimeCell } from '#renderer/trading/cells.tsx';
import { symbolOf } from '#renderer/format/symbol.ts';
import { bySymbol, moneySum, quantitySum } from '#renderer/trading/group-columns.ts';
import { shownAs, type GridColumn } from '#renderer/grid/column.ts';
import classes from './fills.module.css';
import { say } from '#renderer/words/say.ts';

type FillColumnNeeds = {
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly accounts: readonly AccountInfo[];
  readonly format: Format;
  readonly showOrder: (orderId: string) => void;
};

export function fillId(fill: FillInfo): string {
  return fill.id;
}

export function fillColumns({
  instruments,
  accounts,
  format,
  showOrder,
}: FillColumnNeeds): GridColumn<FillInfo>[] {
  const of = (fill: FillInfo) => instruments[fill.instrumentId];
  const symbol = (fill: FillInfo): string => symbolOf(fill.instrumentId, instruments);
  return [
    {
      id: 'time',
      header: say('column.time'),
      kind: 'time',
      width: 126,
      value: (fill) => fill.time,
      group: { by: 'day' },
      cell: (fill) => <TimeCell time={fill.time} format={format} />,
    },
    {
      id: 'symbol',
      header: say('column.symbol'),
      kind: 'text',
      width: 90,
      value: symbol,
      group: bySymbol(instruments),
      cell: (fill) => <SymbolCell instrumentId={fill.instrumentId} symbol={symbol(fill)} />,
    },
    {
      id: 'side',
      header: say('column.side'),
      kind: 'choice',
      choices: sideChoices(),
      width: 44,
      value: (fill) => fill.side,
      group: { by: 'side' },
      cell: (fill) => <SideCell side={fill.side} />,
    },
    {
      id: 'quantity',
      header: say('column.quantity'),
      kind: 'number',
      width: 68,
      private: 'amount',
      value: (fill) => fill.quantity,
      sum: quantitySum('quantity', { instruments, format }, (fill) => fill.quantity),
      cell: (fill) => format.quantity(fill.quantity, of(fill)),
    },
    {
      id: 'price',
      header: say('column.price'),
      kind: 'number',
      width: 74,
      value: (fill) => fill.price,
      ...shownAs((fill) => format.price(fill.price, of(fill))),
    },
    {
      id: 'notional',
      header: say('column.notional'),
      kind: 'number',
      width: 86,
      private: 'amount',
      value: (fill) => fill.notional,
      sum: {
        ...moneySum('notional', ({ notional }) => notional),
        text: format.amount,
      },
      ...shownAs((fill) => format.amount(fill.notional, fill.currency)),
    },
    {
      id: 'currency',
      header: say('column.currency'),
      kind: 'text',
      width: 64,
      value: (fill) => fill.currency,
      cell: (fill) => <Dim>{fill.currency}</Dim>,
    },
    {
      id: 'fee',
      header: say('column.fee'),
      kind: 'number',
      width: 72,
      private: 'amount',
      value: (fill) => fill.fee,
      sum: {
        name: 'fee',
        kind: 'money',
        of: ({ fee, feeCurrency = '' }) => [{ unit: feeCurrency, amount: fee }],
        text: format.fee,
      },
      cell: ({ fee, feeCurrency, estimatedFee }) =>
        fee === undefined && estimatedFee !== undefined ? (
          <span title={say('column.estimatedTitle')}>
            <Dim>
              {say('column.estimated', { fee: format.fee(estimatedFee.amount, estimatedFee.currency) })}
            </Dim>
          </span>
        ) : (
          format.fee(fee, feeCurrency)
        ),
    },
    {
      id: 'estimatedFee',
      header: say('column.estimatedFee'),
      kind: 'number',
      width: 86,
      private: 'amount',
      offByDefault: true,
      value: ({ estimatedFee }) => estimatedFee?.amount,
      sum: {
        name: 'estimatedFee',
        kind: 'money',
        of: ({ estimatedFee }) =>
          estimatedFee === undefined ? [] : [{ unit: estimatedFee.currency, amount: estimatedFee.amount }],
        text: format.fee,
      },
      ...shownAs(({ estimatedFee }) =>
        estimatedFee === undefined ? unknownText : format.fee(estimatedFee.amount, estimatedFee.currency),
      ),
    },
    {
      id: 'feeCurrency',
      header: say('column.feeCurrency'),
      kind: 'text',
      width: 60,
      value: (fill) => fill.feeCurrency,
      cell: ({ feeCurrency, estimatedFee }) => (
        <Dim>{feeCurrency ?? estimatedFee?.currency ?? unknownText}</Dim>
      ),
    },
    {
      id: 'liquidity',
      header: say('column.liquidity'),
      kind: 'choice',
      choices: [
        { value: 'MAKER', label: say('column.maker') },
        { value: 'TAKER', label: say('column.taker') },
      ],
      width: 66,
      value: (fill) => fill.liquidity,
      cell: (fill) => <Dim>{liquidityWord(fill.liquidity)}</Dim>,
    },
    {
      id: 'order',
      header: say('column.order'),
      kind: 'text',
      width: 76,
      // As its order is called in every table: what only the record knows it by joins with nothing.
      value: (fill) => fill.clientOrderId,
      cell: ({ orderId, clientOrderId = '' }) =>
        orderId === undefined ? (
          <Dim>{unknownText}</Dim>
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={classes['order']}
            title={say('orders.historyOf', { id: clientOrderId })}
            onClick={() => showOrder(orderId)}
          >
            …{clientOrderId.slice(-6)}
          </button>
        ),
    },
    {
      id: 'account',
      header: say('column.account'),
      kind: 'choice',
      choices: accounts.map(({ id, name }) => ({ value: id, label: name })),
      width: 120,
      mayBeCut: true,
      value: (fill) => fill.accountId,
      group: { by: 'account' },
      name: (fill) => accountName(accounts, fill.accountId),
      cell: (fill) => <Dim>{accountName(accounts, fill.accountId)}</Dim>,
    },
    {
      id: 'source',
      header: say('column.source'),
      kind: 'choice',
      choices: fillSources.map((value) => ({ value, label: say(`column.source_${value}`) })),
      width: 80,
      offByDefault: true,
      value: (fill) => fill.source,
      cell: (fill) => <Dim>{say(`column.source_${fill.source}`)}</Dim>,
    },
    {
      id: 'venueTradeId',
      header: say('column.venueTradeId'),
      kind: 'text',
      width: 140,
      mayBeCut: true,
      offByDefault: true,
      value: (fill) => fill.venueTradeId,
      cell: (fill) => <Dim>{fill.venueTradeId}</Dim>,
    },
  ];
}

function liquidityWord(liquidity: FillInfo['liquidity']): string {
  if (liquidity === undefined) return unknownText;
  return liquidity === 'MAKER' ? say('column.maker') : say('column.taker');
}
