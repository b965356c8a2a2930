import type { OrderDraft, OrderEstimate } from '#src/contract/orders.ts';
import { useSpoken } from '#renderer/controls/use-spoken.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { warningWords } from '#renderer/words/warning-words.ts';
import classes from './order-notes.module.css';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type OrderWarningsProps = {
  readonly draft: Pick<OrderDraft, 'side' | 'type' | 'instrumentId'>;
  readonly warnings: OrderEstimate['warnings'];
  readonly spoken?: boolean;
};

/** Nothing where there is nothing to say. Their figures follow the market: no live region, they are said when they are new. */
export function OrderWarnings({ draft, warnings, spoken }: OrderWarningsProps) {
  const say = useSay();
  const format = useFormat();
  const instrument = useLiveStore((state) => state.instruments[draft.instrumentId]);
  const lines = warnings.map((warning) => ({
    key: keyOf(warning),
    words: warningWords(warning, { ...draft, instrument }, format),
  }));
  useSpoken(draft, lines, spoken);
  if (lines.length === 0) return null;
  return (
    <ul className={classes['warnings']} aria-label={say('ticket.warnings')}>
      {lines.map(({ key, words }) => (
        <li key={key}>{words}</li>
      ))}
    </ul>
  );
}

/** What it is about; its figures may move. */
function keyOf(warning: OrderEstimate['warnings'][number]): string {
  if (warning.code === 'FAR_FROM_MARKET') return `${warning.code} ${warning.field}`;
  return warning.code === 'SIZE_UNUSUAL' ? `${warning.code} ${warning.of}` : warning.code;
}
