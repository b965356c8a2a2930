import type { PositionInfo } from '#src/contract/portfolio.ts';
import { StalePrice } from '#renderer/controls/stale-mark.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { venueName } from '#renderer/controls/venue-name.ts';
import { ageWords } from '#renderer/words/age-words.ts';
import classes from './cells.module.css';

type MarkCellProps = { readonly position: PositionInfo; readonly text: string };

/** A price that is not the market's is marked, and says under the pointer where it is from and how old it is. */
export function MarkCell({ position, text }: MarkCellProps) {
  const { instrumentId, markFrom } = position;
  if (markFrom !== undefined) return <GivenMark from={markFrom} text={text} />;
  return <StalePrice instrumentId={instrumentId}>{text}</StalePrice>;
}

function GivenMark({
  from,
  text,
}: {
  readonly from: NonNullable<PositionInfo['markFrom']>;
  readonly text: string;
}) {
  const say = useSay();
  const format = useFormat();
  return (
    <span className={classes['given']} title={words()}>
      {text}*
    </span>
  );

  function words(): string {
    const { source, time, instrumentId = '' } = from;
    if (time === undefined) {
      return say('price.markMarket', { venue: venueName(instrumentId.slice(0, instrumentId.indexOf(':'))) });
    }
    const age = ageWords(Date.now() - time);
    return source === 'hand'
      ? say('price.markHand', { age })
      : say('price.markCandle', { age, time: format.dateTime(time) });
  }
}
