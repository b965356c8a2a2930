import type { InstrumentInfo } from '#src/contract/market.ts';
import type { CurrencyResultsInfo, TripKeyInfo, TripResultsInfo } from '#src/contract/results.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { holdingBands, type TripGrouping } from '#src/domain/groupings.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { accountName } from '#renderer/words/order-words.ts';
import { say } from '#renderer/words/say.ts';

export type ResultRow = TripResultsInfo & {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  /** Undefined where the row is of no single one. */
  readonly strategy: string | undefined;
  readonly isTotal: boolean;
};

export type NameNeeds = {
  readonly accounts: readonly AccountInfo[];
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly locale: string | undefined;
};

/** The total of each currency, and the groups that it is made of in their own order. */
export function resultRows(
  currencies: readonly CurrencyResultsInfo[],
  by: TripGrouping,
  needs: NameNeeds,
): readonly ResultRow[] {
  return currencies.flatMap(({ currency, total, groups }) => {
    const own = groups.map(({ key, statistics }) => ({
      ...statistics,
      id: [currency, key.kind, key.kind === 'one' ? key.name : ''].join(' '),
      name: nameOf(key, by, needs),
      currency,
      strategy: by === 'strategy' && key.kind === 'one' ? key.name : undefined,
      isTotal: false,
      place: placeOf(key, by),
    }));
    const sorted = own.toSorted(
      (one, other) => one.place - other.place || one.name.localeCompare(other.name, needs.locale),
    );
    const all = {
      ...total,
      id: `${currency} total`,
      name: by === 'strategy' ? say('position.allStrategies') : say('results.all'),
      currency,
      strategy: undefined,
      isTotal: true,
    };
    return [all, ...sorted];
  });
}

export function resultId(row: ResultRow): string {
  return row.id;
}

export function resultName({ name, currency }: ResultRow): string {
  return say('position.resultIn', { name, currency });
}

/** What has no name is behind what has; days, hours and bands are in the order of time. */
function placeOf(key: TripKeyInfo, by: TripGrouping): number {
  if (key.kind !== 'one') return key.kind === 'several' ? 1 : 2;
  if (by === 'weekday' || by === 'hour') return Number(key.name);
  return by === 'holding' ? holdingBands.findIndex((band) => band === key.name) : 0;
}

/** A Monday. */
const monday = Date.UTC(2026, 0, 5);
const day = 86_400_000;

function nameOf(key: TripKeyInfo, by: TripGrouping, { accounts, instruments, locale }: NameNeeds): string {
  if (key.kind === 'several') return say('position.severalStrategies');
  if (key.kind === 'none') return say('position.noStrategy');
  const { name } = key;
  switch (by) {
    case 'strategy':
      return name;
    case 'account':
      return accountName(accounts, name);
    case 'instrument':
      return symbolOf(name, instruments);
    case 'side':
      return say(name === 'BUY' ? 'results.long' : 'results.short');
    case 'weekday': {
      const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
      return format.format(monday + (Number(name) - 1) * day);
    }
    case 'hour':
      return `${clockOf(Number(name))}–${clockOf(Number(name) + 1)}`;
    case 'holding':
      return say(`results.held_${holdingBands.find((band) => band === name) ?? 'longer'}`);
  }
}

function clockOf(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
