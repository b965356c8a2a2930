/** A portfolio in francs with one account of history, over a record of its own. */
import { bookEntries, bookFills, foldHolding } from '#src/application/orders/book-fills.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import { heldOf } from '#src/domain/held.ts';
import { noneGiven } from '#src/application/portfolio/given-prices.ts';
import { createHoldings } from '#src/application/portfolio/holdings.ts';
import { readHoldings } from '#src/application/portfolio/read-holdings.ts';
import { readPortfolio, valueNow, type ValueNeeds } from '#src/application/portfolio/value-portfolio.ts';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import {
  type AccountId,
  type Currency,
  type HeldId,
  accountId,
  currency,
  instrumentId,
  ledgerEntryId,
  portfolioId,
} from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  decimal,
  furnish,
  portfolio,
  sampleAccount,
  sampleEntry,
  sampleFill,
  sampleInstrument,
  samplePair,
  startTime,
} from '#test/ports/sample-entities.ts';

export const usd = currency('USD');
export const franc = currency('CHF');
export const usdInFrancs = samplePair('USD', 'CHF');
export const share: Instrument = {
  ...sampleInstrument(instrumentId('import:ACME')),
  symbol: 'ACME',
  kind: 'equity',
  base: currency('ACME'),
  quote: usd,
  settle: usd,
};

export async function openFrancs() {
  const folder = await temporaryWorkspace();
  const files = await openTemporary(folder);
  await furnish(files.record);
  await files.record.transact((unit) => unit.instruments.saveMany([usdInFrancs, share]));
  const listed = [usdInFrancs, share];
  let accounts = 0;

  /** Something else that is traded. */
  async function list(instrument: Instrument): Promise<void> {
    await files.record.transact((unit) => unit.instruments.saveMany([instrument]));
    listed.push(instrument);
  }

  /** A portfolio in francs with one account of history. */
  async function desk(method: LotMethod = 'FIFO') {
    accounts += 1;
    const own = accountId(`own-${accounts}`);
    const id = portfolioId(`francs-${accounts}`);
    await files.record.transact(async (unit) => {
      await unit.portfolios.save({ ...portfolio, id, name: id, baseCurrency: franc, lotMethod: method });
      await unit.accounts.save({ ...sampleAccount(own), portfolioId: id, mode: 'history', mayBorrow: false });
    });
    let count = 0;
    const fold = () => foldUnfolded({ store: files.record, onProgress: () => undefined });

    async function entered(terms: Partial<LedgerEntry>, rate?: string): Promise<LedgerEntry> {
      count += 1;
      const entry = sampleEntry(count, {
        id: ledgerEntryId(`${own}-${count}`),
        accountId: own,
        time: startTime + count * 1_000,
        ...terms,
      });
      await files.record.transact((unit) => bookEntries(unit, [entry]));
      await fold();
      if (rate !== undefined) await rated(entry.id, rate);
      return entry;
    }

    async function traded(terms: Partial<Fill>, rate?: string): Promise<Fill> {
      count += 1;
      const fill = sampleFill(count, {
        accountId: own,
        instrumentId: share.id,
        fee: { currency: usd, amount: Decimal.zero },
        time: startTime + count * 1_000,
        source: 'import',
        ...terms,
      });
      await files.record.transact((unit) => bookFills(unit, [fill]));
      if (rate !== undefined) await rated(fill.id, rate);
      return fill;
    }

    async function rated(
      movementId: Fill['id'] | LedgerEntry['id'],
      rate: string,
      {
        held = heldOf(share),
        of = usd,
        into = franc,
      }: { readonly held?: HeldId; readonly of?: Currency; readonly into?: Currency } = {},
    ): Promise<void> {
      await files.record.transact((unit) =>
        unit.rates.append([
          {
            movementId,
            accountId: own,
            currency: of,
            into,
            rate: decimal(rate),
            source: 'venue',
            pricedBy: usdInFrancs.id,
            recordedAt: startTime,
            revises: false,
          },
        ]),
      );
      await files.record.transact((unit) => foldHolding(unit, { accountId: own, held }));
      await fold();
    }

    const deposited = (amount: string, rate?: string) =>
      entered({ cash: { currency: usd, amount: decimal(amount) } }, rate);

    async function read(marks: Readonly<Record<string, string>>) {
      const needs: ValueNeeds = {
        read: files.record.read,
        mark: (of) => (marks[of] === undefined ? undefined : decimal(marks[of])),
        instrument: (of) => listed.find((each) => each.id === of),
        pairs: (base, quote) => (base === usd && quote === franc ? [usdInFrancs] : []),
        given: noneGiven,
      };
      const record = await readPortfolio(needs, id);
      const valuation = valueNow(needs, record);
      const signal = new AbortController().signal;
      const found = await readHoldings(files.record.read, { accountIds: [own], base: franc }, signal);
      const holdings = createHoldings({ readHoldings: async () => found }, needs);
      const { rows } = await holdings.of({ record, valuation });
      return { rows, valuation, unrated: found.unrated };
    }

    /** Another account of the portfolio. */
    async function another(): Promise<AccountId> {
      accounts += 1;
      const beside = accountId(`own-${accounts}`);
      await files.record.transact((unit) =>
        unit.accounts.save({ ...sampleAccount(beside), portfolioId: id, mode: 'history', mayBorrow: false }),
      );
      return beside;
    }

    return { own, id, another, entered, traded, deposited, rated, read };
  }

  return { desk, list, folder, files, read: files.record.read, close: () => files.close() };
}

export type FrancDesk = Awaited<ReturnType<Awaited<ReturnType<typeof openFrancs>>['desk']>>;
