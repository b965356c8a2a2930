import { openResult, priceOfMoney, type AtPurchase, type OpenResult } from '#src/domain/at-purchase.ts';
import { assetKey, assetOf, type Asset } from '#src/domain/balance-movements.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { InText } from '#src/domain/in-text.ts';
import { isMargined, worthAt, type Instrument } from '#src/domain/instrument.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import type { Position } from '#src/domain/position.ts';
import { ratioPlaces } from '#src/domain/rounding.ts';
import type { RateOf } from '#src/domain/valuation.ts';
import type { GroupReader } from '#src/ports/group-reader.ts';
import type { ReadHoldings } from '#src/ports/holdings-reader.ts';
import type { LiveValuation } from './live-valuations.ts';
import { rateInto, type PortfolioRecord, type PriceNeeds } from './value-portfolio.ts';

/** What an account holds of an asset. Amounts are in the portfolio's base currency; what is not known is undefined. */
export type AssetHolding = {
  readonly accountId: AccountId;
  readonly asset: Asset;
  /** Of what is held; undefined of money, and of what was only earned on. */
  readonly position: Position | undefined;
  readonly instrumentId: InstrumentId | undefined;
  readonly isMoney: boolean;
  readonly quantity: Decimal;
  /** At the rates of the purchases, of those that are known; undefined of contracts, for which nothing is paid. */
  readonly cost: Decimal | undefined;
  /** What it adds to the equity. */
  readonly value: Decimal | undefined;
  /** Of the equity. */
  readonly share: Decimal | undefined;
  /** Of what has a known cost and rate. */
  readonly result: OpenResult | undefined;
  /** How many purchases have no rate, and how many pieces no cost. */
  readonly unrated: number;
  readonly uncosted: number;
  readonly lacks: 'price' | 'rate' | undefined;
  readonly income: { readonly known: Decimal; readonly unrated: number } | undefined;
};

export type Holdings = {
  readonly isWhole: boolean;
  readonly rows: readonly AssetHolding[];
};

/** Read beside what trades once for each state of the record, and valued at the prices of the moment. */
export function createHoldings(groups: Pick<GroupReader, 'readHoldings'>, prices: PriceNeeds) {
  const known = new WeakMap<PortfolioRecord, Promise<ReadHoldings>>();

  function read(record: PortfolioRecord): Promise<ReadHoldings> {
    const before = known.get(record);
    if (before !== undefined) return before;
    const accountIds = record.accounts.map(({ id }) => id);
    const reading = groups.readHoldings({ accountIds, base: record.portfolio.baseCurrency });
    known.set(record, reading);
    // What failed once is asked for again.
    reading.catch(() => known.delete(record));
    return reading;
  }

  return {
    async of({ record, valuation }: Pick<LiveValuation, 'record' | 'valuation'>): Promise<Holdings> {
      const found = await read(record);
      const isWhole = found.isWhole && record.isWhole;
      if (!isWhole) return { isWhole, rows: [] };
      const rateOf = rateInto(prices, record.portfolio);
      const equity = totalOf(valuation?.equity);
      const rows = [...positionsIn(record, found, prices, rateOf), ...moneyIn(found, rateOf)];
      const told = withIncome(rows, found).map((row) => ({ ...row, share: shareOf(row.value, equity) }));
      return { isWhole, rows: told };
    },
  };
}

const nothing = {
  result: undefined,
  unrated: 0,
  uncosted: 0,
  lacks: undefined,
  share: undefined,
  income: undefined,
};

function positionsIn(
  { open }: PortfolioRecord,
  found: ReadHoldings,
  prices: PriceNeeds,
  rateOf: RateOf,
): readonly AssetHolding[] {
  const ats = new Map(found.open.map(({ positionId, at }) => [positionId, atOf(at)]));
  return open.flatMap((position) => {
    const instrument = prices.instrument(position.instrumentId);
    const at = ats.get(position.id);
    if (instrument === undefined || at === undefined) return [];
    const { accountId, quantity, instrumentId } = position;
    const [price, rate] = [prices.mark(instrumentId), rateOf(instrument.settle)];
    const { unrated, uncosted } = at;
    return {
      ...nothing,
      accountId,
      asset: assetOf(instrument),
      position,
      instrumentId,
      isMoney: false,
      quantity,
      cost: isMargined(instrument) ? undefined : knownCost(at),
      value: valueOf(position, instrument, { price, rate }),
      result: resultOf(at, instrument, { price, rate }),
      unrated,
      uncosted,
      lacks: price === undefined ? 'price' : rate === undefined ? 'rate' : undefined,
    } as const;
  });
}

function moneyIn(found: ReadHoldings, rateOf: RateOf): readonly AssetHolding[] {
  return found.money.map(({ accountId, currency, amount, at: told }) => {
    const at = atOf(told);
    const quantity = Decimal.from(amount);
    const rate = rateOf(currency);
    return {
      ...nothing,
      accountId,
      asset: { kind: 'currency', currency },
      position: undefined,
      instrumentId: undefined,
      isMoney: true,
      quantity,
      cost: knownCost(at),
      value: rate && quantity.times(rate),
      result: resultOf(at, priceOfMoney(currency), { price: Decimal.one, rate }),
      unrated: at.unrated,
      uncosted: at.uncosted,
      lacks: rate === undefined ? ('rate' as const) : undefined,
    };
  });
}

type Now = { readonly price: Decimal | undefined; readonly rate: Decimal | undefined };

function valueOf({ quantity, cost, uncosted }: Position, instrument: Instrument, { price, rate }: Now) {
  const worth = price && worthAt(instrument, quantity, price);
  if (worth === undefined || rate === undefined) return undefined;
  if (!isMargined(instrument)) return worth.times(rate);
  return uncosted.isZero() ? worth.minus(cost).times(rate) : undefined;
}

/** Undefined where nothing of it is known. */
function resultOf(at: AtPurchase, instrument: Parameters<typeof openResult>[1], { price, rate }: Now) {
  if (price === undefined || rate === undefined || isUnknown(at)) return undefined;
  return openResult(at, instrument, { price, rate });
}

function knownCost(at: AtPurchase): Decimal | undefined {
  return isUnknown(at) ? undefined : at.rated.cost;
}

function isUnknown({ quantity, unrated, uncosted }: AtPurchase): boolean {
  return quantity.isZero() && unrated + uncosted > 0;
}

function withIncome(rows: readonly AssetHolding[], found: ReadHoldings): readonly AssetHolding[] {
  const earned = new Map(
    found.income.map((each) => [
      keyOf(each),
      { ...each, income: { known: Decimal.from(each.known), unrated: each.unrated } },
    ]),
  );
  const told = rows.map((row) => {
    const key = keyOf(row);
    const income = earned.get(key)?.income;
    // What is left in the end is of what is held no more.
    earned.delete(key);
    return { ...row, income };
  });
  const others = [...earned.values()].map(({ accountId, asset, income }) => ({
    ...nothing,
    accountId,
    asset,
    position: undefined,
    instrumentId: asset.kind === 'instrument' ? asset.instrumentId : undefined,
    isMoney: false,
    quantity: Decimal.zero,
    cost: Decimal.zero,
    value: Decimal.zero,
    income,
  }));
  return [...told, ...others];
}

function keyOf({ accountId, asset }: { readonly accountId: AccountId; readonly asset: Asset }): string {
  return `${accountId} ${assetKey(asset)}`;
}

function shareOf(value: Decimal | undefined, equity: Decimal | undefined): Decimal | undefined {
  if (value === undefined || equity?.isPositive() !== true) return undefined;
  return value.dividedBy(equity, ratioPlaces, 'half-even');
}

/** Of the plain data of another thread. */
function atOf({ quantity, cost, rated, unrated, uncosted }: InText<AtPurchase>): AtPurchase {
  return {
    quantity: Decimal.from(quantity),
    cost: Decimal.from(cost),
    rated: { quantity: Decimal.from(rated.quantity), cost: Decimal.from(rated.cost) },
    unrated,
    uncosted,
  };
}
