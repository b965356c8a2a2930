import { explain } from '#renderer/words/explain.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { type Outage, useOutage } from '#renderer/core/freshness-store.ts';
import type { GridRows } from './use-grid-rows.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import classes from './data-grid.module.css';

const outages: Record<Outage['cause'], string> = {
  lost: 'Connection lost',
  'signed-out': 'Connection lost',
  silent: 'The core does not answer',
  behind: 'The record could not be read',
};

/** What the reader must know about the rows above: not all of them, not fresh, not there. Nothing otherwise. */
export function GridFooter<Row>({
  name,
  grid,
  notice,
}: {
  readonly name: string;
  readonly grid: GridRows<Row>;
  /** Of the focused row, when it went. It is read out where it is made. */
  readonly notice: string | undefined;
}) {
  const outage = useOutage();
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);
  if (outage !== undefined) {
    return (
      <p role="status" className={classes['notice']} data-tone="warning">
        {outages[outage.cause]}: as of {format.dateTime(outage.since)}
      </p>
    );
  }
  if (grid.problem !== undefined) {
    const { title, remedy } = explain(`Loading ${name.toLowerCase()}`, grid.problem, separators);
    return (
      <p role="alert" className={classes['notice']} data-tone="critical">
        {format.prose(`${title}. ${remedy}`)}
        <button type="button" className={classes['textButton']} onClick={grid.loadMore}>
          Try again
        </button>
      </p>
    );
  }
  if (grid.paused && grid.partial !== undefined) {
    return (
      <p role="status" className={classes['notice']}>
        Looked at {format.count(grid.partial.fetched)} of {grid.partial.total} rows
        <button type="button" className={classes['textButton']} onClick={grid.loadMore}>
          Look further
        </button>
      </p>
    );
  }
  if (notice !== undefined) return <p className={classes['notice']}>{notice}</p>;
  if (!grid.loading) return null;
  return (
    <p role="status" className={`${classes['notice']} ${classes['late']}`}>
      Loading {name.toLowerCase()}…
    </p>
  );
}
