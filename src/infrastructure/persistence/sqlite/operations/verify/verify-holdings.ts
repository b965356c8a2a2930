/** What each account holds, and all that made it, as the rows tell. */
import type Database from 'better-sqlite3';

import type { AccountMode } from '#src/domain/account.ts';
import { carriedBetween } from '#src/domain/carried-lots.ts';
import { coinOf, heldCoin, heldIn, maySellShort, movementOf, turnsMoney } from '#src/domain/held.ts';
import {
  accountId,
  currency,
  heldId,
  instrumentId,
  type AccountId,
  type Currency,
  type HeldId,
  type InstrumentId,
} from '#src/domain/ids.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import type { Holding } from '#src/domain/leg-effect.ts';
import { pairOfCoin } from '#src/domain/pair-of-coin.ts';
import { instrumentFromRow } from '#src/infrastructure/persistence/sqlite/rows/instrument-row.ts';
import {
  movedEntryColumns,
  movedEntryFromRow,
  type MovedEntryRow,
} from '#src/infrastructure/persistence/sqlite/rows/ledger-row.ts';
import { feeScheduleFromRow } from '#src/infrastructure/persistence/sqlite/rows/fee-schedule-row.ts';
import type {
  FeeScheduleRow,
  InstrumentRow,
} from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';

export type VerifiedHolding = Omit<Holding, 'method'> & {
  readonly coin: Currency | undefined;
  /** Its positions are made when its workspace opens. */
  readonly isUnfolded: boolean;
  /** What trades it; the others are paid in it. */
  readonly traded: ReadonlySet<InstrumentId>;
  readonly feesOf: readonly InstrumentId[];
  /** Contracts that are settled in the coin. */
  readonly settledBy: readonly InstrumentId[];
};

type Held = { readonly account: AccountId; readonly held: HeldId };
type AccountValues = {
  readonly id: string;
  readonly may_borrow: number;
  readonly mode: AccountMode;
  readonly base_currency: string;
};

function holdingsIn(database: Database.Database): readonly VerifiedHolding[] {
  const instruments = database
    .prepare<[], InstrumentRow>('SELECT * FROM instruments')
    .all()
    .map(instrumentFromRow);
  const accounts = database
    .prepare<[], AccountValues>(
      `SELECT accounts.id, may_borrow, mode, base_currency FROM accounts JOIN portfolios ON portfolios.id = portfolio_id`,
    )
    .all();
  const byId = new Map(instruments.map((instrument) => [instrument.id, instrument]));
  const byBase = new Map(
    [...new Set(accounts.map(({ base_currency }) => currency(base_currency)))].map((base) => [
      base,
      Map.groupBy(instruments, (instrument) => heldIn(base, instrument)),
    ]),
  );
  const unfolded = new Set(
    database.prepare<[], string>("SELECT account_id || ' ' || held FROM unfolded").pluck().all(),
  );
  const payments = paymentsIn(database, byId);
  return allHeld(database, byId, payments).flatMap(({ account, held }) => {
    const owner = accounts.find(({ id }) => id === account);
    const own = (owner && byBase.get(currency(owner.base_currency))?.get(held)) ?? [];
    const coin = coinOf(held);
    if (owner === undefined || (coin === undefined && own.length === 0)) return [];
    const paid = payments.filter((payment) => payment.account === account && payment.held === held);
    const all = [...own, ...paid.map(({ instrument }) => instrument)];
    return [
      {
        accountId: account,
        held,
        coin,
        isUnfolded: unfolded.has(`${account} ${held}`),
        mayBeShort: maySellShort({ mayBorrow: owner.may_borrow === 1, mode: owner.mode }, held, own[0]),
        instruments: new Map(all.map((instrument) => [instrument.id, instrument])),
        traded: new Set(own.map(({ id }) => id)),
        feesOf: paid.filter(({ part }) => part === 'fee').map(({ instrument }) => instrument.id),
        settledBy: [
          ...new Set(paid.filter(({ part }) => part === 'result').map(({ instrument }) => instrument.id)),
        ],
        listing: own[0] ?? (coin && pairOfCoin(coin, currency(owner.base_currency))),
        listingIn: coin && ((code) => pairOfCoin(coin, code)),
        base: currency(owner.base_currency),
      },
    ];
  });
}

/** With what each account is charged, which a record has that is of the present version. */
export function chargedHoldingsIn(database: Database.Database): readonly VerifiedHolding[] {
  const rows = database.prepare<[], FeeScheduleRow>('SELECT * FROM fee_schedules').all();
  const schedules = Map.groupBy(rows.map(feeScheduleFromRow), (schedule) => schedule.accountId);
  return holdingsIn(database).map((holding) => ({
    ...holding,
    feeSchedules: schedules.get(holding.accountId),
  }));
}

/** Where the lots of a link come from, and the entry that brings them (see `carried-lots.ts`). */
export function departureOf(database: Database.Database, holdings: readonly VerifiedHolding[], link: string) {
  const ends = database
    .prepare<[string], MovedEntryRow>(
      `SELECT ${movedEntryColumns} FROM ledger WHERE link = ? AND voided_by IS NULL ORDER BY seq`,
    )
    .all(link)
    .map(movedEntryFromRow)
    .flatMap((entry) =>
      holdings
        .filter(
          ({ accountId: own, held, coin }) =>
            own === entry.accountId &&
            (coin ?? held) === (coin === undefined ? entry.instrumentId : entry.cash?.currency),
        )
        .map((holding) => ({ holding, leg: movementOf(entry, holding.coin) })),
    );
  return carriedBetween(ends);
}

/** What each account traded of money for money: no holding has it. */
export function conversionsIn(
  database: Database.Database,
): readonly Pick<VerifiedHolding, 'accountId' | 'instruments' | 'traded' | 'coin'>[] {
  const bases = basesIn(database);
  const instrument = database.prepare<[string], InstrumentRow>('SELECT * FROM instruments WHERE id = ?');
  return tradedIn(database).flatMap(({ account_id, instrument_id }) => {
    const row = instrument.get(instrument_id);
    const traded = row && instrumentFromRow(row);
    if (traded === undefined || !turnsMoney(traded, bases.get(account_id))) return [];
    return [
      {
        accountId: accountId(account_id),
        instruments: new Map([[traded.id, traded]]),
        traded: new Set([traded.id]),
        coin: undefined,
      },
    ];
  });
}

function tradedIn(database: Database.Database) {
  return database
    .prepare<[], { readonly account_id: string; readonly instrument_id: string }>(
      `SELECT DISTINCT account_id, instrument_id FROM fills WHERE voided_by IS NULL
       UNION SELECT DISTINCT account_id, instrument_id FROM ledger
         WHERE instrument_id IS NOT NULL AND quantity <> '0' AND voided_by IS NULL`,
    )
    .all();
}

/** What each account holds that it paid with, or was paid in. */
export function coinsPaidIn(database: Database.Database): readonly Held[] {
  return paymentsOf(database);
}

/** What each account holds that contracts are settled in. */
export function coinsSettling(database: Database.Database): readonly Held[] {
  return paymentsOf(database).filter(({ part }) => part === 'result');
}

function paymentsOf(database: Database.Database): readonly Payment[] {
  const instruments = database
    .prepare<[], InstrumentRow>('SELECT * FROM instruments')
    .all()
    .map(instrumentFromRow);
  return paymentsIn(database, new Map(instruments.map((instrument) => [instrument.id, instrument])));
}

/** What the portfolio of each account is measured in. */
export function basesIn(database: Database.Database): ReadonlyMap<string, Currency> {
  const rows = database
    .prepare<[], { readonly id: string; readonly base_currency: string }>(
      'SELECT accounts.id, base_currency FROM accounts JOIN portfolios ON portfolios.id = portfolio_id',
    )
    .all();
  return new Map(rows.map(({ id, base_currency }) => [id, currency(base_currency)]));
}

type Payment = Held & { readonly instrument: Instrument; readonly part: 'price' | 'result' | 'fee' };

/** Coins that each account paid with, or was paid in, and for what: the price, what a contract realised, or else only fees. */
function paymentsIn(
  database: Database.Database,
  instruments: ReadonlyMap<InstrumentId, Instrument>,
): readonly Payment[] {
  const bases = basesIn(database);
  return database
    .prepare<[], PaidValues>(
      `SELECT account_id, instrument_id, fee_currency, 1 AS is_traded FROM fills WHERE voided_by IS NULL
       UNION SELECT account_id, instrument_id, NULL, 0 FROM ledger
         WHERE instrument_id IS NOT NULL AND voided_by IS NULL`,
    )
    .all()
    .flatMap(({ account_id, instrument_id, fee_currency, is_traded }) => {
      const instrument = instruments.get(instrumentId(instrument_id));
      if (instrument === undefined || (is_traded === 0 && !isMargined(instrument))) return [];
      const { kind, base, settle } = instrument;
      const fee =
        fee_currency === null || (kind === 'spot' && fee_currency === base) ? undefined : fee_currency;
      const paid = [
        { code: settle, part: isMargined(instrument) ? ('result' as const) : ('price' as const) },
        { code: fee === settle ? undefined : fee, part: 'fee' as const },
      ];
      return paid.flatMap(({ code, part }) => {
        const held = code && heldCoin(currency(code), bases.get(account_id));
        return held ? [{ account: accountId(account_id), held, instrument, part }] : [];
      });
    });
}

type PaidValues = {
  readonly account_id: string;
  readonly instrument_id: string;
  readonly fee_currency: string | null;
  readonly is_traded: number;
};

function allHeld(
  database: Database.Database,
  instruments: ReadonlyMap<InstrumentId, Instrument>,
  payments: readonly Held[],
): readonly Held[] {
  const bases = basesIn(database);
  const traded = tradedIn(database).flatMap(({ account_id, instrument_id }) => {
    const instrument = instruments.get(instrumentId(instrument_id));
    const held = instrument && heldIn(bases.get(account_id), instrument);
    return held === undefined ? [] : [{ account: accountId(account_id), held }];
  });
  const moved = database
    .prepare<[], { readonly account_id: string; readonly cash_currency: string }>(
      `SELECT DISTINCT account_id, cash_currency FROM ledger
       WHERE cash_amount IS NOT NULL AND cash_amount <> '0' AND voided_by IS NULL`,
    )
    .all()
    .flatMap(({ account_id, cash_currency }) => {
      const held = heldCoin(currency(cash_currency), bases.get(account_id));
      return held === undefined ? [] : [{ account: accountId(account_id), held }];
    });
  const stored = database
    .prepare<[], { readonly account_id: string; readonly held: string }>(
      'SELECT DISTINCT account_id, held FROM positions UNION SELECT DISTINCT account_id, held FROM lots',
    )
    .all()
    .map(({ account_id, held }) => ({ account: accountId(account_id), held: heldId(held) }));
  const all = [...traded, ...moved, ...stored, ...payments].map(
    (one) => [`${one.account} ${one.held}`, one] as const,
  );
  return [...new Map(all).values()];
}
