import type { OrderEstimate } from '#src/contract/orders.ts';
import { useSpoken } from '#renderer/controls/use-spoken.ts';
import { refusalText } from '#renderer/words/explain.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './order-notes.module.css';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';

type RefusalNoteProps = {
  /** As in "Placing the order". */
  readonly action: string;
  /** What was typed. */
  readonly about: unknown;
  readonly refusal: OrderEstimate['refusal'];
  readonly spoken?: boolean;
};

/** That a limit of the trader's would refuse it, before it is sent. Its figures follow the market: no live region. */
export function RefusalNote({ action, about, refusal, spoken }: RefusalNoteProps) {
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);
  const words = refusal === undefined ? undefined : format.prose(refusalText(action, refusal, separators));
  useSpoken(
    about,
    refusal === undefined || words === undefined
      ? []
      : [{ key: 'limit' in refusal ? refusal.limit : refusal.code, words }],
    spoken,
  );
  return words === undefined ? null : <p className={classes['problem']}>{words}</p>;
}
