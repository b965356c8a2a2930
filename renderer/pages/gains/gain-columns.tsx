import { useMemo } from 'react';
import { Decimal } from '#src/domain/decimal.ts';
import type { DisposalInfo } from '#src/contract/gains.ts';
import type { GridColumn } from '#renderer/grid/column.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { unknownText } from '#renderer/format/number.ts';
import { symbolOf } from '#renderer/format/symbol.ts';

/** `basis`: fees are a part of what was paid, and are taken off what was received. */
export type FeesIn = 'apart' | 'basis';
type Amounts = { readonly value: string; readonly fees: string };

export function costIn(feesIn: FeesIn, cost: Amounts): string {
  return feesIn === 'apart' ? cost.value : Decimal.from(cost.value).plus(Decimal.from(cost.fees)).toString();
}

export function proceedsIn(feesIn: FeesIn, { value, fees }: Amounts): string {
  return feesIn === 'apart' ? value : Decimal.from(value).minus(Decimal.from(fees)).toString();
}

/** Of both sides, where they are in one currency. */
export function feesOf({ cost, proceeds }: Pick<DisposalInfo, 'cost' | 'proceeds'>): string | undefined {
  if (cost === undefined || proceeds === undefined || cost.currency !== proceeds.currency) return undefined;
  return Decimal.from(cost.fees).plus(Decimal.from(proceeds.fees)).toString();
}

/** Of the lots that were sold: those that are seen, and behind them those that a file has too. */
export function useGainColumns(feesIn: FeesIn): {
  readonly seen: readonly GridColumn<DisposalInfo>[];
  readonly all: readonly GridColumn<DisposalInfo>[];
} {
  const say = useSay();
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  return useMemo(() => {
    const accountOf = ({ accountId }: DisposalInfo): string =>
      accounts.find(({ id }) => id === accountId)?.name ?? accountId;
    const assetOf = ({ held }: DisposalInfo): string =>
      held.includes(':') ? symbolOf(held, instruments) : held;
    const termOf = ({ isLongTerm, openedDay }: DisposalInfo): string | undefined =>
      openedDay === undefined ? undefined : say(isLongTerm ? 'gains.long' : 'gains.short');
    const dayOf = (day: string | undefined): string => (day === undefined ? say('gains.neverCame') : day);
    const amount = (
      id: string,
      header: string,
      value: (row: DisposalInfo) => string | undefined,
      currencyOf: (row: DisposalInfo) => string | undefined,
    ): GridColumn<DisposalInfo> => ({
      id,
      header,
      kind: 'number',
      width: 110,
      private: 'amount',
      value,
      cell: (row) => {
        const [text, currency] = [value(row), currencyOf(row)];
        return text === undefined || currency === undefined ? unknownText : format.money(text, currency);
      },
    });
    const text = (
      id: string,
      header: string,
      value: (row: DisposalInfo) => string | undefined,
    ): GridColumn<DisposalInfo> => ({
      id,
      header,
      kind: 'text',
      width: 100,
      value,
      cell: (row) => value(row) ?? unknownText,
    });
    const figures = [
      amount(
        'proceeds',
        say('gains.proceeds'),
        ({ proceeds }) => proceeds && proceedsIn(feesIn, proceeds),
        ({ proceeds }) => proceeds?.currency,
      ),
      amount(
        'cost',
        say('gains.cost'),
        ({ cost }) => cost && costIn(feesIn, cost),
        ({ cost }) => cost?.currency,
      ),
      ...(feesIn === 'apart'
        ? [amount('fees', say('gains.fee'), feesOf, ({ proceeds }) => proceeds?.currency)]
        : []),
    ];
    const gain = amount(
      'gain',
      say('gains.gain'),
      (row) => row.gain,
      ({ proceeds }) => proceeds?.currency,
    );
    const quantity: GridColumn<DisposalInfo> = {
      id: 'quantity',
      header: say('gains.quantity'),
      kind: 'number',
      width: 100,
      private: 'amount',
      value: (row) => row.quantity,
      cell: (row) =>
        row.isShort
          ? say('gains.shortSold', { quantity: format.ownDecimal(row.quantity) })
          : format.ownDecimal(row.quantity),
    };
    const begin = [
      text('account', say('gains.account'), accountOf),
      text('asset', say('gains.asset'), assetOf),
      quantity,
      {
        ...text('opened', say('gains.opened'), (row) => row.openedDay),
        cell: (row: DisposalInfo) => dayOf(row.openedDay),
      },
      text('closed', say('gains.closed'), (row) => row.closedDay),
    ];
    const term = text('term', say('gains.term'), termOf);
    const seen = [...begin, ...figures, gain, term];
    const currencyOf = (of: 'cost' | 'proceeds') => (row: DisposalInfo) => row[of]?.currency;
    const time = (
      id: string,
      header: string,
      value: (row: DisposalInfo) => number | undefined,
    ): GridColumn<DisposalInfo> => ({
      id,
      header,
      kind: 'time',
      width: 100,
      value,
      cell: (row) => format.dateTime(value(row)),
    });
    const all = [
      ...begin,
      ...figures.flatMap((column) =>
        column.id === 'fees'
          ? [column]
          : [
              column,
              text(
                `${column.id}Currency`,
                `${column.header} (${say('gains.currency')})`,
                currencyOf(column.id === 'cost' ? 'cost' : 'proceeds'),
              ),
            ],
      ),
      gain,
      term,
      text('short', say('gains.shortSold', { quantity: '' }).trim(), ({ isShort }) => String(isShort)),
      text('isNamed', say('gains.namedLots'), ({ isNamed }) => String(isNamed)),
      text('lacksFee', say('gains.lacks'), ({ lacksFee }) => String(lacksFee)),
      time('openedAt', say('gains.openedAt'), (row) => row.openedAt),
      time('closedAt', say('gains.closedAt'), (row) => row.closedAt),
      text('openedBy', say('gains.openedBy'), (row) => row.openedBy),
      text('closedBy', say('gains.closedBy'), (row) => row.closedBy),
    ];
    return { seen, all };
  }, [accounts, instruments, feesIn, format, say]);
}
