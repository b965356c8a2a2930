import { z } from 'zod';
import { headlines, type BaseChange, type Headlines } from '#src/domain/base-change.ts';
import { currency, portfolioId } from '#src/domain/ids.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { BaseChangeRow } from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import { wholeIn } from './row-values.ts';

const figures = z.partialRecord(z.enum(headlines), z.string());

export function baseChangeToRow({
  portfolioId: id,
  askedAt,
  from,
  to,
  made,
  after,
}: BaseChange): BaseChangeRow {
  return {
    portfolio_id: id,
    asked_at: askedAt,
    from_currency: from,
    to_currency: to,
    made_at: made?.at ?? null,
    until: made?.until ?? null,
    before: made === undefined ? null : JSON.stringify(made.before),
    after: after === undefined ? null : JSON.stringify(after),
  };
}

export function baseChangeFromRow(row: BaseChangeRow): BaseChange {
  return {
    portfolioId: portfolioId(row.portfolio_id),
    askedAt: wholeIn('base_changes.asked_at', row.asked_at),
    from: currency(row.from_currency),
    to: currency(row.to_currency),
    made: madeFromRow(row),
    after: figuresIn('after', row.after),
  };
}

function madeFromRow({ made_at: at, until, before }: BaseChangeRow): BaseChange['made'] {
  if (at === null) return undefined;
  const known = figuresIn('before', before);
  if (until === null || known === undefined)
    throw new RepositoryError('base_changes has a change that was made without its figures');
  return {
    at: wholeIn('base_changes.made_at', at),
    until: wholeIn('base_changes.until', until),
    before: known,
  };
}

function figuresIn(column: 'before' | 'after', text: string | null): Headlines | undefined {
  if (text === null) return undefined;
  try {
    return figures.parse(JSON.parse(text));
  } catch {
    throw new RepositoryError(`base_changes.${column} holds no figures`);
  }
}
