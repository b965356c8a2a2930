import { explain } from '#renderer/words/explain.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useOutage } from '#renderer/core/freshness-store.ts';
import type { GridItems } from './use-grid-items.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import classes from './data-grid.module.css';
import { inSentence } from '#renderer/words/in-sentence.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** What the reader must know about the rows above: not all of them, not fresh, not there. Nothing otherwise. */
export function GridFooter<Row>({
  name,
  grid,
  notice,
}: {
  readonly name: string;
  readonly grid: GridItems<Row>;
  /** Of the focused row, when it went. It is read out where it is made. */
  readonly notice: string | undefined;
}) {
  const say = useSay();
  const outage = useOutage();
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);
  if (outage !== undefined) {
    return (
      <p role="status" className={classes['notice']} data-tone="warning">
        {say(`grid.asOf_${outage.cause}`, { time: format.dateTime(outage.since) })}
      </p>
    );
  }
  if (grid.problem !== undefined) {
    const { title, remedy } = explain(
      say('action.loadRows', { name: inSentence(name) }),
      grid.problem,
      separators,
    );
    return (
      <p role="alert" className={classes['notice']} data-tone="critical">
        {format.prose(say('failure.whole', { title, remedy }))}
        <button type="button" className={classes['textButton']} onClick={grid.loadMore}>
          {say('grid.tryAgain')}
        </button>
      </p>
    );
  }
  if (grid.paused && grid.partial !== undefined) {
    return (
      <p role="status" className={classes['notice']}>
        {say('grid.lookedAt', {
          fetched: format.count(grid.partial.fetched),
          total: grid.partial.total,
        })}
        <button type="button" className={classes['textButton']} onClick={grid.loadMore}>
          {say('grid.lookFurther')}
        </button>
      </p>
    );
  }
  if (notice !== undefined) return <p className={classes['notice']}>{notice}</p>;
  if (!grid.loading) return null;
  return (
    <p role="status" className={`${classes['notice']} ${classes['late']}`}>
      {say('grid.loading', { name: inSentence(name) })}
    </p>
  );
}
