import type { AssetInfo } from '#src/contract/balances.ts';
import type { HoldingInfo } from '#src/contract/holdings.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { cashPlaces } from '#src/domain/currency-places.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import type { Format } from '#renderer/format/format.ts';
import { unknownText } from '#renderer/format/number.ts';
import type { GridColumn } from '#renderer/grid/column.ts';
import { Dim, ProfitCell, SymbolCell } from '#renderer/trading/cells.tsx';
import type { useAssetWords } from '#renderer/trading/asset-words.ts';
import { accountName } from '#renderer/words/order-words.ts';
import { say } from '#renderer/words/say.ts';
import classes from '#renderer/trading/positions.module.css';

type HoldingColumnNeeds = {
  readonly currency: string;
  readonly accounts: readonly AccountInfo[];
  readonly format: Format;
  readonly words: ReturnType<typeof useAssetWords>;
  readonly onFindPrice: (holding: HoldingInfo) => void;
  /** Shows what a figure is made of. */
  readonly explain: (holding: HoldingInfo, figure: ExplainedFigure) => void;
};

export function holdingColumns(needs: HoldingColumnNeeds): GridColumn<HoldingInfo>[] {
  const { currency, accounts, format, words, onFindPrice, explain } = needs;
  const explained = (figure: ExplainedFigure) => ({
    explain: (row: HoldingInfo) => () => explain(row, figure),
  });
  const nameOf = ({ asset }: HoldingInfo): string => words.nameOf(asset);
  const quantityOf = (quantity: string, asset: AssetInfo): string =>
    asset.kind === 'currency' && cashPlaces(asset.currency) !== undefined
      ? format.amount(quantity, asset.currency)
      : words.amount(quantity, asset);
  const money = (name: string, amountOf: (row: HoldingInfo) => string | undefined) => ({
    kind: 'number' as const,
    private: 'amount' as const,
    value: amountOf,
    sum: {
      name,
      // All in one currency, which its header names.
      kind: 'quantity' as const,
      of: (row: HoldingInfo) => [{ unit: currency, amount: amountOf(row) }],
      text: (amount: string) => format.amount(amount, currency),
    },
  });
  const profit = (
    id: 'unrealised' | 'priceEffect' | 'currencyEffect',
    width: number,
  ): GridColumn<HoldingInfo> => {
    const column = money(id, (row) => wholeOf(row, id));
    return {
      ...column,
      id,
      header: say(`holding.${id}`),
      hint: say(`holding.${id}Hint`, { currency }),
      width,
      sum: { ...column.sum, text: (amount) => format.profit(amount, currency), isProfit: true },
      shown: (row) => format.profit(row[id], currency),
      cell: (row) => (
        <ProfitCell
          amount={row[id]}
          text={partText(row[id], (known) => format.profit(known, currency), lackingOf(row))}
          why={whyPart(row)}
        />
      ),
    };
  };
  return [
    {
      id: 'asset',
      header: say('holding.asset'),
      kind: 'text',
      width: 124,
      value: nameOf,
      group: { by: 'instrument' },
      cell: (row) =>
        row.instrumentId === undefined ? (
          nameOf(row)
        ) : (
          <SymbolCell instrumentId={row.instrumentId} symbol={nameOf(row)} />
        ),
    },
    {
      id: 'account',
      header: say('column.account'),
      kind: 'choice',
      choices: accounts.map(({ id, name }) => ({ value: id, label: name })),
      width: 96,
      mayBeCut: true,
      value: ({ accountId }) => accountId,
      group: { by: 'account' },
      name: ({ accountId }) => accountName(accounts, accountId),
      cell: ({ accountId }) => <Dim>{accountName(accounts, accountId)}</Dim>,
    },
    {
      id: 'quantity',
      ...explained('quantity'),
      header: say('column.quantity'),
      kind: 'number',
      width: 80,
      private: 'amount',
      value: ({ quantity }) => quantity,
      sum: {
        name: 'quantity',
        kind: 'quantity',
        of: ({ asset, quantity }) => [
          { unit: asset.kind === 'currency' ? asset.currency : asset.instrumentId, amount: quantity },
        ],
        text: (amount, unit) =>
          quantityOf(
            amount,
            unit.includes(':')
              ? { kind: 'instrument', instrumentId: unit }
              : { kind: 'currency', currency: unit },
          ),
      },
      shown: ({ quantity, asset }) => quantityOf(quantity, asset),
      cell: ({ quantity, asset }) => quantityOf(quantity, asset),
    },
    {
      ...money('value', ({ value }) => value),
      id: 'value',
      header: say('holding.value'),
      hint: say('holding.valueHint', { currency }),
      width: 92,
      shown: ({ value }) => format.amount(value, currency),
      cell: (row) =>
        row.lacks === undefined ? (
          format.amount(row.value, currency)
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={classes['button']}
            onClick={() => onFindPrice(row)}
            onDoubleClick={(event) => event.stopPropagation()}
          >
            {say(row.lacks === 'price' ? 'holding.noPrice' : 'holding.noRate')}
          </button>
        ),
    },
    {
      id: 'share',
      header: say('holding.share'),
      hint: say('holding.shareHint'),
      kind: 'number',
      width: 64,
      value: ({ share }) => share,
      sum: {
        name: 'share',
        kind: 'quantity',
        of: ({ share }) => [{ unit: 'share', amount: share }],
        text: (amount) => format.percent(amount),
      },
      shown: ({ share }) => format.percent(share),
      cell: ({ share }) => format.percent(share),
    },
    {
      ...money('cost', (row) => wholeOf(row, 'cost')),
      id: 'cost',
      ...explained('cost'),
      header: say('column.cost'),
      hint: say('holding.costHint', { currency }),
      width: 92,
      shown: ({ cost }) => format.amount(cost, currency),
      cell: (row) => (
        <span title={whyPart(row)}>
          {partText(row.cost, (known) => format.amount(known, currency), lackingOf(row))}
        </span>
      ),
    },
    profit('unrealised', 88),
    profit('priceEffect', 88),
    profit('currencyEffect', 100),
    {
      ...money('income', (row) => (row.incomeUnrated > 0 ? undefined : (row.income ?? '0'))),
      id: 'income',
      ...explained('income'),
      header: say('holding.income'),
      hint: say('holding.incomeHint', { currency }),
      width: 80,
      shown: ({ income = '0' }) => format.amount(income, currency),
      cell: ({ income = '0', incomeUnrated: count }) => (
        <span title={count > 0 ? say('holding.incomeUnrated', { count: format.count(count) }) : undefined}>
          {partText(income, (known) => format.amount(known, currency), count)}
        </span>
      ),
    },
  ];
}

/** What is known, and how much is not. */
export function partText(
  known: string | undefined,
  text: (known: string) => string,
  unknown: number,
): string {
  if (unknown === 0) return known === undefined ? unknownText : text(known);
  return known === undefined
    ? say('holding.onlyUnknown', { count: unknown })
    : say('holding.plusUnknown', { known: text(known), count: unknown });
}

/** A part of it is not what is sorted, added up or exported. */
function wholeOf(
  row: HoldingInfo,
  id: 'cost' | 'unrealised' | 'priceEffect' | 'currencyEffect',
): string | undefined {
  return lackingOf(row) > 0 ? undefined : row[id];
}

function lackingOf({ unrated, uncosted }: HoldingInfo): number {
  return unrated + uncosted;
}

function whyPart(row: HoldingInfo): string | undefined {
  const { unrated, uncosted } = row;
  return lackingOf(row) === 0 ? undefined : say('holding.purchasesUnknown', { unrated, uncosted });
}
