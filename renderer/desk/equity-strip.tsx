import { useFormat } from '#renderer/controls/use-format.ts';
import { countsWords, unknownDayWords } from '#renderer/words/day-words.ts';
import { arrowOf, directionOf } from '#renderer/format/money.ts';
import { useWindowPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { StaleFiguresMark } from '#renderer/controls/stale-mark.tsx';
import { shownPart } from '#renderer/trading/partial-sums.ts';
import { MissingNote } from './missing-note.tsx';
import classes from './equity-strip.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** Equity and the day's profit of the portfolio that is shown. */
export function EquityStrip() {
  const say = useSay();
  const format = useFormat();
  const portfolio = useWindowPortfolio();
  const valuation = useLiveStore((state) =>
    portfolio === undefined ? undefined : state.valuations[portfolio.id],
  );
  const several = useLiveStore((state) => state.portfolios.length > 1);
  if (portfolio === undefined) return null;
  const day = valuation?.day;
  const equity = valuation?.equity;
  const dayProfit = day?.profit;
  const currency = portfolio.baseCurrency;
  const direction = directionOf(dayProfit);
  return (
    <div className={classes['figures']}>
      {several && (
        <span className={classes['portfolio']} title={say('desk.portfolioNamed', { name: portfolio.name })}>
          {portfolio.name}
        </span>
      )}
      <dl className={classes['strip']}>
        <div>
          <dt>{say('desk.equity')}</dt>
          <dd className="td-number">
            {format.money(shownPart(equity), currency)}
            {equity?.isWhole === false && <MissingNote sum={equity} />}
          </dd>
        </div>
        <div title={unknownDayWords(day) ?? (day && countsWords(day))}>
          <dt>{say('desk.dayProfit')}</dt>
          <dd className={`td-number td-${direction}`}>
            {arrowOf(direction)} {format.profit(dayProfit, currency)}
          </dd>
        </div>
      </dl>
      <StaleFiguresMark />
    </div>
  );
}
