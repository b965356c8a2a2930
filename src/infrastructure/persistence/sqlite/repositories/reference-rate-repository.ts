import { dayLength } from '#src/domain/day-equity.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currencyIn, type Currency } from '#src/domain/ids.ts';
import { mostRatePairs } from '#src/domain/rate-file.ts';
import type { ReferenceRate } from '#src/domain/reference-rate.ts';
import type { FiledRate, ReferenceRateRepository } from '#src/ports/reference-rate-repository.ts';
import { patiently, type Patience } from '#src/infrastructure/persistence/sqlite/patience.ts';
import { longestNumber, wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { ReferenceRateRow } from '#src/infrastructure/persistence/sqlite/schema/market/reference-rates.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

/** Bytes: of the name of a file. */
const longestName = 1_000;
/** What anybody has put there is not even read where it is longer. */
const isShort = `octet_length(rate) <= ${longestNumber} AND octet_length(file) <= ${longestName}
  AND max(octet_length(of_currency), octet_length(into_currency)) <= ${longestName}`;

export class SqliteReferenceRateRepository implements ReferenceRateRepository {
  readonly #session: Session;
  readonly #patience: Patience | undefined;

  constructor(session: Session, patience: Patience | undefined) {
    this.#session = session;
    this.#patience = patience;
  }

  async add(file: string, rates: readonly ReferenceRate[]): Promise<number> {
    let added = 0;
    await patiently(this.#patience, async () =>
      this.#session.atomically('add reference rates', () => {
        added = 0;
        for (const { of, day, into, rate } of rates)
          added += this.#session.run(
            'add reference rate',
            'INSERT INTO reference_rates (of_currency, day, into_currency, rate, file) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
            [of, day, into, rate.toString(), file],
          );
      }),
    );
    return added;
  }

  async of(code: Currency, from: number, to: number): Promise<readonly FiledRate[]> {
    const most = Math.max(0, Math.ceil((to - from) / dayLength) + 1) * mostRatePairs;
    const found = this.#session.list(
      `reference rates of ${code}`,
      `SELECT * FROM (
         SELECT * FROM reference_rates WHERE of_currency = ? AND day BETWEEN ? AND ? AND ${isShort} ORDER BY day DESC LIMIT ?
       ) UNION ALL SELECT * FROM (
         SELECT * FROM reference_rates WHERE into_currency = ? AND day BETWEEN ? AND ? AND ${isShort} ORDER BY day DESC LIMIT ?
       )`,
      [code, from, to, most, code, from, to, most],
      rateFromRow,
    );
    return found.filter((rate) => rate !== undefined);
  }

  async find({ of, into, day }: Pick<ReferenceRate, 'of' | 'into' | 'day'>): Promise<FiledRate | undefined> {
    return this.#session.find(
      `reference rate of ${of} in ${into}`,
      `SELECT * FROM reference_rates WHERE of_currency = ? AND day = ? AND into_currency = ? AND ${isShort}`,
      [of, day, into],
      rateFromRow,
    );
  }

  async knows(code: Currency): Promise<boolean> {
    const found = this.#session.find(
      `whether there are reference rates of ${code}`,
      'SELECT 1 FROM reference_rates WHERE of_currency = ? UNION ALL SELECT 1 FROM reference_rates WHERE into_currency = ? LIMIT 1',
      [code, code],
      () => true,
    );
    return found ?? false;
  }

  async removeAllBut(files: readonly string[]): Promise<void> {
    await patiently(this.#patience, async () =>
      this.#session.run(
        'remove reference rates',
        'DELETE FROM reference_rates WHERE file NOT IN (SELECT value FROM json_each(?))',
        [JSON.stringify(files)],
      ),
    );
  }
}

/** Undefined where it is no rate, which is more than zero: the files are read again, and nothing here is a record. */
function rateFromRow({
  of_currency,
  into_currency,
  day,
  rate: text,
  file,
}: ReferenceRateRow): FiledRate | undefined {
  const rate = Decimal.parse(text);
  const [of, into] = [currencyIn(of_currency), currencyIn(into_currency)];
  if (rate?.isPositive() !== true || of === undefined || into === undefined) return undefined;
  return {
    of,
    into,
    day: wholeIn('reference_rates.day', day),
    rate,
    file,
  };
}
