import type { AssetInfo } from '#src/contract/balances.ts';
import type { EntryOfFigureInfo } from '#src/contract/entries.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import type { Format } from '#renderer/format/format.ts';
import { unknownText } from '#renderer/format/number.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { shownAs, type GridColumn } from '#renderer/grid/column.ts';
import type { useAssetWords } from '#renderer/trading/asset-words.ts';
import { Dim, SideCell, TimeCell } from '#renderer/trading/cells.tsx';
import { accountName } from '#renderer/words/order-words.ts';
import { say } from '#renderer/words/say.ts';

type EntryColumnNeeds = {
  readonly accounts: readonly AccountInfo[];
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly format: Format;
  readonly words: ReturnType<typeof useAssetWords>;
  /** The portfolio's. */
  readonly currency: string;
  /** Whether each has a rate and a worth in that. */
  readonly hasWorth: boolean;
};

/** One fill may change two units, as its fees, and so may a sale of which a part has no known result. */
export function entryKey({ id, unit, amount, time }: EntryOfFigureInfo): string {
  return [id, unit, amount ?? '', time].join(' ');
}

/** An instrument is named by its venue too. */
export function assetOfUnit(unit: string): AssetInfo {
  return unit.includes(':')
    ? { kind: 'instrument', instrumentId: unit }
    : { kind: 'currency', currency: unit };
}

export function entryColumns(needs: EntryColumnNeeds): GridColumn<EntryOfFigureInfo>[] {
  const { accounts, instruments, format, words, currency, hasWorth } = needs;
  const columns: GridColumn<EntryOfFigureInfo>[] = [
    {
      id: 'time',
      header: say('column.time'),
      kind: 'time',
      width: 120,
      value: ({ time }) => time,
      cell: ({ time }) => <TimeCell time={time} format={format} />,
    },
    {
      id: 'kind',
      header: say('entries.kind'),
      kind: 'text',
      width: 96,
      value: ({ trade, type }) =>
        trade === undefined
          ? say(`activity.kind_${type}`)
          : say(trade.side === 'BUY' ? 'order.buy' : 'order.sell'),
      cell: ({ trade, type }) =>
        trade === undefined ? say(`activity.kind_${type}`) : <SideCell side={trade.side} />,
    },
    {
      id: 'symbol',
      header: say('column.symbol'),
      kind: 'text',
      width: 92,
      value: ({ trade }) => trade && symbolOf(trade.instrumentId, instruments),
      cell: ({ trade }) => (trade === undefined ? '' : symbolOf(trade.instrumentId, instruments)),
    },
    {
      id: 'quantity',
      header: say('column.quantity'),
      kind: 'number',
      width: 84,
      private: 'amount',
      value: ({ trade }) => trade?.quantity,
      ...shownAs(({ trade }) =>
        trade === undefined ? '' : format.quantity(trade.quantity, instruments[trade.instrumentId]),
      ),
    },
    {
      id: 'price',
      header: say('column.price'),
      kind: 'number',
      width: 84,
      value: ({ trade }) => trade?.price,
      ...shownAs(({ trade }) =>
        trade === undefined ? '' : format.price(trade.price, instruments[trade.instrumentId]),
      ),
    },
    {
      id: 'amount',
      header: say('entries.amount'),
      hint: say('entries.amountHint'),
      kind: 'number',
      width: 120,
      private: 'amount',
      value: ({ amount }) => amount,
      ...shownAs(({ amount, unit }) =>
        amount === undefined ? say('entries.unknown') : words.amount(amount, assetOfUnit(unit)),
      ),
    },
    {
      id: 'unit',
      header: say('entries.unit'),
      kind: 'text',
      width: 84,
      value: ({ unit }) => words.nameOf(assetOfUnit(unit)),
      cell: ({ unit }) => <Dim>{words.nameOf(assetOfUnit(unit))}</Dim>,
    },
  ];
  const ofThen: GridColumn<EntryOfFigureInfo>[] = [
    {
      id: 'rate',
      header: say('entries.rate'),
      hint: say('entries.rateHint', { currency }),
      kind: 'number',
      width: 84,
      value: ({ rate }) => rate?.rate,
      ...shownAs(({ rate, unit }) =>
        unit === currency ? '' : rate === undefined ? unknownText : format.decimal(rate.rate),
      ),
    },
    {
      id: 'source',
      header: say('entries.source'),
      kind: 'text',
      width: 96,
      value: ({ rate, unit }) => (unit === currency ? undefined : rate && sourceWords(rate)),
      cell: ({ rate, unit }) => (rate === undefined || unit === currency ? '' : sourceWords(rate)),
    },
    {
      id: 'worth',
      header: say('entries.worth', { currency }),
      kind: 'number',
      width: 110,
      private: 'amount',
      value: ({ worth }) => worth,
      ...shownAs(({ worth }) => (worth === undefined ? say('entries.unknown') : format.fee(worth, currency))),
    },
  ];
  return [
    ...columns,
    ...(hasWorth ? ofThen : []),
    {
      id: 'account',
      header: say('column.account'),
      kind: 'choice',
      choices: accounts.map(({ id, name }) => ({ value: id, label: name })),
      width: 120,
      mayBeCut: true,
      value: ({ accountId }) => accountId,
      name: ({ accountId }) => accountName(accounts, accountId),
      cell: ({ accountId }) => <Dim>{accountName(accounts, accountId)}</Dim>,
    },
  ];
}

function sourceWords({ source, published, through = '' }: NonNullable<EntryOfFigureInfo['rate']>): string {
  if (source === 'crossed') return say('entries.crossed', { through });
  if (source !== 'file') return say(`entries.source_${source}`);
  return say('entries.published', { day: new Date(published?.day ?? 0).toISOString().slice(0, 10) });
}
