import { activityKinds, type ActivityInfo, type ActivityKind } from '#src/contract/activity.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { activitySources } from '#src/domain/activity.ts';
import type { Format } from '#renderer/format/format.ts';
import { unknownText } from '#renderer/format/number.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { shownAs, type GridColumn } from '#renderer/grid/column.ts';
import { Dim, SideCell, TimeCell } from '#renderer/trading/cells.tsx';
import type { useAssetWords } from '#renderer/trading/asset-words.ts';
import { accountName } from '#renderer/words/order-words.ts';
import { say } from '#renderer/words/say.ts';

type ColumnNeeds = {
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly accounts: readonly AccountInfo[];
  readonly base: string;
  readonly format: Format;
  readonly assets: ReturnType<typeof useAssetWords>;
};

export function activityId({ kind, id }: ActivityInfo): string {
  return `${kind} ${id}`;
}

export function kindOf(row: ActivityInfo): ActivityKind {
  return row.kind === 'trade' ? 'trade' : row.type;
}

/** A trade always counts: one that was undone is not told. */
export function stateOf(row: ActivityInfo) {
  if (row.kind === 'trade') return 'counts';
  return row.state === 'counts' && row.corrects !== undefined ? 'correction' : row.state;
}

export function activityColumns({
  instruments,
  accounts,
  base,
  format,
  assets,
}: ColumnNeeds): GridColumn<ActivityInfo>[] {
  const assetName = ({ asset }: ActivityInfo): string | undefined => asset && assets.nameOf(asset);
  const symbol = ({ instrumentId }: ActivityInfo): string | undefined =>
    instrumentId && symbolOf(instrumentId, instruments);
  return [
    {
      id: 'time',
      header: say('column.time'),
      kind: 'time',
      width: 126,
      value: ({ time }) => time,
      cell: ({ time }) => <TimeCell time={time} format={format} />,
    },
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
    {
      id: 'kind',
      header: say('activity.kind'),
      kind: 'choice',
      choices: activityKinds
        .filter((kind) => kind !== 'fill')
        .map((value) => ({ value, label: say(`activity.kind_${value}`) })),
      width: 96,
      value: kindOf,
      cell: (row) => (row.kind === 'trade' ? <SideCell side={row.side} /> : say(`activity.kind_${row.type}`)),
    },
    {
      id: 'asset',
      header: say('activity.asset'),
      kind: 'text',
      width: 72,
      value: assetName,
      cell: (row) => assetName(row) ?? <Dim>{unknownText}</Dim>,
    },
    {
      id: 'amount',
      header: say('activity.amount'),
      kind: 'number',
      width: 96,
      private: 'amount',
      value: ({ amount }) => amount,
      ...shownAs(({ asset, amount }) => (asset === undefined ? unknownText : assets.amount(amount, asset))),
    },
    {
      id: 'price',
      header: say('column.price'),
      kind: 'number',
      width: 74,
      value: priceOf,
      ...shownAs((row) =>
        format.price(
          priceOf(row),
          row.instrumentId === undefined ? undefined : instruments[row.instrumentId],
        ),
      ),
    },
    {
      id: 'counter',
      header: say('activity.counter'),
      kind: 'number',
      width: 96,
      private: 'amount',
      value: ({ counter }) => counter?.amount,
      ...shownAs(({ counter }) =>
        counter === undefined ? unknownText : format.amount(counter.amount, counter.currency),
      ),
    },
    {
      id: 'counterIn',
      header: say('activity.counterIn'),
      kind: 'text',
      width: 56,
      value: ({ counter }) => counter?.currency,
      cell: ({ counter }) => <Dim>{counter?.currency ?? ''}</Dim>,
    },
    {
      id: 'fee',
      header: say('column.fee'),
      kind: 'number',
      width: 72,
      private: 'amount',
      value: (row) => feeOf(row)?.amount,
      ...shownAs((row) => format.fee(feeOf(row)?.amount, feeOf(row)?.currency)),
    },
    {
      id: 'feeCurrency',
      header: say('column.feeCurrency'),
      kind: 'text',
      width: 56,
      value: (row) => feeOf(row)?.currency,
      cell: (row) => <Dim>{feeOf(row)?.currency ?? ''}</Dim>,
    },
    {
      id: 'worth',
      header: say('activity.worth', { currency: base }),
      hint: say('activity.worthHint'),
      kind: 'number',
      width: 96,
      private: 'amount',
      value: ({ worth }) => worth,
      ...shownAs(({ worth }) => format.amount(worth, base)),
    },
    {
      id: 'instrument',
      header: say('activity.instrument'),
      kind: 'text',
      width: 90,
      value: symbol,
      cell: (row) => <Dim>{symbol(row) ?? unknownText}</Dim>,
    },
    {
      id: 'note',
      header: say('activity.note'),
      kind: 'text',
      width: 140,
      grows: true,
      mayBeCut: true,
      private: 'prose',
      value: noteOf,
      cell: (row) => <Dim>{format.prose(noteOf(row) ?? '')}</Dim>,
      title: (row) => format.prose(noteOf(row) ?? ''),
    },
    {
      id: 'source',
      header: say('column.source'),
      kind: 'choice',
      choices: activitySources.map((source) => ({
        value: source,
        label: say('activity.sourceOf', { source }),
      })),
      width: 84,
      value: ({ source }) => source,
      cell: ({ source }) => <Dim>{say('activity.sourceOf', { source })}</Dim>,
      title: ({ source, fileName }) =>
        fileName === undefined
          ? say('activity.sourceOf', { source })
          : say('activity.fromFile', { file: fileName }),
    },
    {
      id: 'state',
      header: say('activity.state'),
      kind: 'choice',
      choices: (['counts', 'correction', 'corrected', 'takenBack', 'takesBack'] as const).map((state) => ({
        value: state,
        label: say('activity.stateOf', { state }),
      })),
      width: 96,
      value: stateOf,
      cell: (row) => {
        const state = stateOf(row);
        return state === 'counts' ? '' : <Dim>{say('activity.stateOf', { state })}</Dim>;
      },
    },
  ];
}

function noteOf(row: ActivityInfo): string | undefined {
  return row.kind === 'entry' ? row.note : undefined;
}

function feeOf(row: ActivityInfo) {
  return row.kind === 'trade' ? row.fee : undefined;
}

function priceOf(row: ActivityInfo): string | undefined {
  return row.kind === 'trade' ? row.price : undefined;
}
