/** What the last change of the schema did to the figures, from what it noted in the audit trail. */
import type Database from 'better-sqlite3';

import { changedFigures, isToldBy, type FigureName } from '#src/domain/figures.ts';
import { notedFiguresIn } from '#src/infrastructure/persistence/sqlite/rows/figure-changes-row.ts';
import type { UpgradeChanges } from '#src/ports/history-reader.ts';
import { figuresIn } from './figures-in.ts';

/** Undefined where nobody noted what the record came to, or something was recorded since. */
export function upgradeChanges(database: Database.Database): UpgradeChanges | undefined {
  const detail = database
    .prepare<[], string>(
      "SELECT detail FROM audit WHERE action = 'migrated' AND subject = 'schema' ORDER BY seq DESC LIMIT 1",
    )
    .pluck()
    .get();
  const note = detail === undefined ? undefined : notedFiguresIn(detail);
  if (note === undefined) return undefined;
  const { record, figures: was } = note;
  const now = figuresIn(database);
  if (was.fills !== now.fills || was.entries !== now.entries) return undefined;
  const isWhole = was.isWhole && now.isWhole;
  const told = ({ held, name }: { readonly held?: string | undefined; readonly name: FigureName }) =>
    (isWhole || held === undefined) && isToldBy(record.from, name);
  return {
    ...record,
    isWhole,
    changes: changedFigures(was.figures.filter(told), now.figures.filter(told)),
  };
}
