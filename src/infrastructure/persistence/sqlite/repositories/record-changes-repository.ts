import type { AccountId } from '#src/domain/ids.ts';
import type {
  ChainPlace,
  RecordChangesRepository,
  RecordMark,
  Revision,
} from '#src/ports/record-changes-repository.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

const nowhere: ChainPlace = { seq: 0, hash: '' };
const tables = { fills: 'fills', ledger: 'ledger', rates: 'movement_rates' } as const;
type Chain = keyof typeof tables;

export class SqliteRecordChangesRepository implements RecordChangesRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async mark(account: AccountId): Promise<RecordMark> {
    return {
      fills: this.#end('fills'),
      ledger: this.#end('ledger'),
      rates: this.#end('rates'),
      imports: this.#imports(account),
    };
  }

  async touchedSince(account: AccountId, mark: RecordMark): Promise<number | undefined> {
    if (!(['fills', 'ledger', 'rates'] as const).every((chain) => this.#holds(chain, mark[chain])))
      return -Infinity;
    const now = this.#imports(account);
    const changed = [...new Set([...Object.keys(mark.imports), ...Object.keys(now)])].filter(
      (id) => mark.imports[id] !== now[id],
    );
    const times = [
      this.#time('SELECT min(time) AS time FROM fills WHERE seq > ? AND account_id = +?', [
        mark.fills.seq,
        account,
      ]),
      // A number says what comes before what, also where a clock was set back in between.
      this.#time(
        `SELECT min(time) AS time FROM fills WHERE account_id = ? AND venue_sequence > (
           SELECT min(venue_sequence) FROM fills WHERE seq > ? AND account_id = +? AND venue_sequence IS NOT NULL)`,
        [account, mark.fills.seq, account],
      ),
      this.#time('SELECT min(time) AS time FROM ledger WHERE seq > ? AND account_id = +?', [
        mark.ledger.seq,
        account,
      ]),
      // A correction is about the moment of what it corrects, too.
      this.#time(
        `SELECT min(old.time) AS time FROM ledger AS added JOIN ledger AS old ON old.id = added.corrects
           WHERE added.corrects IS NOT NULL AND added.seq > ? AND added.account_id = +?`,
        [mark.ledger.seq, account],
      ),
      this.#time(
        `SELECT min(ledger.time) AS time FROM movement_rates AS rate JOIN ledger ON ledger.id = rate.movement_id
           WHERE rate.seq > ? AND rate.account_id = +?`,
        [mark.rates.seq, account],
      ),
      ...changed.flatMap((id) =>
        ['fills', 'ledger'].map((table) =>
          this.#time(`SELECT min(time) AS time FROM ${table} WHERE import_id = ?`, [id]),
        ),
      ),
      // What a file of rates had said of, which was taken back.
      ...changed.map((id) =>
        this.#time(
          `SELECT min(ledger.time) AS time FROM movement_rates AS rate JOIN ledger ON ledger.id = rate.movement_id
             WHERE rate.rate_file = ? AND rate.account_id = +?`,
          [id, account],
        ),
      ),
      // What had gone to where it was imported.
      ...changed.map((id) =>
        this.#time(
          `SELECT min(own.time) AS time FROM ledger AS other JOIN ledger AS own ON own.link = other.link
             WHERE other.import_id = ? AND other.link IS NOT NULL AND own.account_id = +? AND own.voided_by IS NULL`,
          [id, account],
        ),
      ),
    ];
    const known = times.filter((time) => time !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  async revisions(account: AccountId, entered: string): Promise<readonly Revision[]> {
    return this.#session.list(
      `revisions of account ${account}`,
      revisions,
      [account, account, account, account, account, entered, entered],
      ({ at, since }: { readonly at: number; readonly since: number }) => ({
        at: wholeIn('revision.at', at),
        from: wholeIn('revision.from', since),
      }),
    );
  }

  #end(chain: Chain): ChainPlace {
    return (
      this.#session.find(
        `the end of ${tables[chain]}`,
        `SELECT seq, hash FROM ${tables[chain]} ORDER BY seq DESC LIMIT 1`,
        [],
        (row: ChainPlace) => row,
      ) ?? nowhere
    );
  }

  #holds(chain: Chain, { seq, hash }: ChainPlace): boolean {
    if (seq === nowhere.seq) return true;
    const there = this.#session.find(
      `row ${seq} of ${tables[chain]}`,
      `SELECT seq, hash FROM ${tables[chain]} WHERE seq = ?`,
      [seq],
      (row: ChainPlace) => row,
    );
    return there?.hash === hash;
  }

  /** Into others too that it is linked with: what is sent there is in its days until it has arrived. */
  #imports(account: AccountId): Readonly<Record<string, string>> {
    const runs = this.#session.list(
      `imports into account ${account}`,
      `SELECT id, state FROM imports WHERE account_id = ? OR account_id IN (
         SELECT other.account_id FROM ledger AS own INDEXED BY ledger_link CROSS JOIN ledger AS other ON other.link = own.link
           WHERE own.account_id = ? AND own.link IS NOT NULL AND own.voided_by IS NULL)
       UNION ALL SELECT id, 'undone' FROM rate_files WHERE undone_at IS NOT NULL
         AND id IN (SELECT rate_file FROM movement_rates WHERE account_id = ?) ORDER BY id`,
      [account, account, account],
      ({ id, state }: { readonly id: string; readonly state: string }) => [id, state] as const,
    );
    return Object.fromEntries(runs);
  }

  #time(sql: string, values: readonly SqlValue[]): number | undefined {
    const time = this.#session.find(
      'the earliest change',
      sql,
      values,
      (row: { readonly time: number | null }) => row.time,
    );
    return time ?? undefined;
  }
}

/** The moments of each are those that `readPortfolio` breaks the observed curve at. */
const revisions = `
  SELECT imported_at AS at, min(rows.time) AS since FROM imports JOIN (
      SELECT import_id, min(time) AS time FROM fills
        WHERE import_id IS NOT NULL AND voided_by IS NULL GROUP BY import_id
      UNION ALL
      SELECT import_id, min(time) AS time FROM ledger
        WHERE import_id IS NOT NULL AND voided_by IS NULL GROUP BY import_id
    ) AS rows ON rows.import_id = imports.id
    WHERE imports.account_id = ? AND imports.state = 'done' GROUP BY imports.id
  UNION ALL
  SELECT rate.recorded_at, min(coalesce(ledger.time, fills.time, 0)) FROM movement_rates AS rate
    LEFT JOIN ledger ON ledger.id = rate.movement_id
    LEFT JOIN fills ON ledger.id IS NULL AND fills.account_id = ? AND rate.movement_id =
      fills.account_id || '/' || fills.instrument_id || '/' || fills.venue_trade_id
    WHERE rate.account_id = ? AND rate.revises = 1 GROUP BY rate.recorded_at
  UNION ALL
  SELECT rate_files.undone_at, min(coalesce(ledger.time, fills.time, 0)) FROM rate_files
    JOIN movement_rates AS rate ON rate.rate_file = rate_files.id
    LEFT JOIN ledger ON ledger.id = rate.movement_id
    LEFT JOIN fills ON ledger.id IS NULL AND fills.account_id = ? AND rate.movement_id =
      fills.account_id || '/' || fills.instrument_id || '/' || fills.venue_trade_id
    WHERE rate.account_id = ? AND rate_files.undone_at IS NOT NULL GROUP BY rate_files.undone_at
  UNION ALL
  SELECT audit.time, min(min(added.time, coalesce(old.time, added.time))) FROM audit
    CROSS JOIN json_each(audit.detail) AS entry JOIN ledger AS added ON added.id = json_extract(entry.value, '$.id')
    LEFT JOIN ledger AS old ON old.id = added.corrects
    WHERE audit.subject = ? GROUP BY audit.time
  UNION ALL
  SELECT audit.time, min(json_extract(entry.value, '$.time')) FROM audit
    CROSS JOIN json_each(audit.detail) AS entry
    WHERE audit.subject = ? AND json_extract(entry.value, '$.fill') IS NOT NULL GROUP BY audit.time`;
