import {
  figuresChanged,
  type AuditEntry,
  type AuditRepository,
  type ChainVerdict,
  type VerifyOptions,
} from '#src/ports/audit-repository.ts';
import type { Page, PageRequest } from '#src/ports/page.ts';
import { verifyChain, type ChainedInsertion } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { keysetPage } from '#src/infrastructure/persistence/sqlite/paging/keyset-page.ts';
import type { AuditRow } from '#src/infrastructure/persistence/sqlite/schema/record/chain.ts';
import { figureChangesIn } from '#src/infrastructure/persistence/sqlite/rows/figure-changes-row.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const insertion: ChainedInsertion<'audit'> = { table: 'audit', whenTaken: '' };

export class SqliteAuditRepository implements AuditRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async append({ time, actor, action, subject, detail }: Omit<AuditEntry, 'sequence'>): Promise<void> {
    const row = { time, actor, action, subject, detail };
    this.#session.append(`record that ${subject} was ${action}`, insertion, row);
  }

  async page(request: PageRequest): Promise<Page<AuditEntry>> {
    const keyset = { name: 'audit', columns: ['seq'], direction: 'descending' } as const;
    return keysetPage(this.#session, { table: 'audit', where: [], keyset }, request, entryFromRow);
  }

  async findLast({
    action,
    subject,
  }: Parameters<AuditRepository['findLast']>[0]): Promise<AuditEntry | undefined> {
    return this.#session.find(
      `find the last ${action}`,
      'SELECT * FROM audit WHERE action = ? AND subject = coalesce(?, subject) ORDER BY seq DESC LIMIT 1',
      [action, subject ?? null],
      entryFromRow,
    );
  }

  async figureChanges(): ReturnType<AuditRepository['figureChanges']> {
    const entry = await this.findLast(figuresChanged);
    const changes = entry && figureChangesIn(entry.detail);
    return entry && changes && { ...changes, time: entry.time };
  }

  async times(subject: string): Promise<readonly number[]> {
    return this.#session.list(
      `times of ${subject}`,
      'SELECT DISTINCT time FROM audit WHERE subject = ? ORDER BY time',
      [subject],
      (row: Pick<AuditRow, 'time'>) => wholeIn('audit.time', row.time),
    );
  }

  async verify(options?: VerifyOptions): Promise<ChainVerdict> {
    return this.#session.onDatabase('verify the audit trail', (database) =>
      verifyChain(database, 'audit', options),
    );
  }
}

function entryFromRow({ seq, time, actor, action, subject, detail }: AuditRow): AuditEntry {
  return { sequence: seq, time: wholeIn('audit.time', time), actor, action, subject, detail };
}
