import { type CSSProperties, useMemo, type ReactNode } from 'react';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import type { DayReturnInfo, ReturnsInfo } from '#src/contract/returns.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLocale, useSay } from '#renderer/controls/use-say.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { ProfitCell } from '#renderer/trading/cells.tsx';
import type { CountedTime } from './counted-time.tsx';
import { FigureList } from './figure-list.tsx';
import { yearsOf } from './months.ts';
import classes from './returns.module.css';

type ReturnsViewProps = {
  readonly portfolio: PortfolioInfo;
  readonly time: CountedTime;
  readonly toolbar: ReactNode;
};

const hour = 3_600_000;
/** Of what has no price. */
const mostNamed = 8;

/** What the portfolio returned over the time shown; each figure says how it is made, and of how much. */
export function ReturnsView({ portfolio: { id, name }, time, toolbar }: ReturnsViewProps) {
  const say = useSay();
  // A point is kept an hour.
  const now = useLiveStore((state) => Math.floor((state.valuations[id]?.time ?? 0) / hour));
  const curve = useLiveStore((state) => state.valuations[id]?.curve ?? 0);
  const answer = useAnswer('portfolio.returns', { portfolioId: id, ...time }, `${now} ${curve}`);
  return (
    <div className={classes['panel']}>
      <div className={classes['toolbar']}>{toolbar}</div>
      <div
        className={classes['content']}
        tabIndex={0}
        role="group"
        aria-label={say('returns.figures', { name })}
      >
        {answer === undefined && <LoadingPart words={say('returns.loading')} />}
        {answer?.ok === false && <FailureNote action={say('returns.loading')} failure={answer.error} />}
        {answer?.ok === true && <Returns returns={answer.value} />}
      </div>
    </div>
  );
}

function Returns({ returns }: { readonly returns: ReturnsInfo }) {
  const say = useSay();
  const format = useFormat();
  const { from, to, interruptions, unfunded = [] } = returns;
  if (from === undefined || to === undefined || from === to)
    return (
      <>
        <p className={classes['note']}>{say('returns.none')}</p>
        <Derivation returns={returns} />
      </>
    );
  return (
    <>
      <p className={classes['note']}>
        {say('returns.span', { from: format.date(from), to: format.date(to) })}
      </p>
      {unfunded.length > 0 && (
        <p role="note" className={classes['warning']}>
          {say('returns.unfunded', { count: unfunded.length, accounts: unfunded.join(', ') })}
        </p>
      )}
      <Figures returns={returns} />
      {interruptions > 0 && (
        <p role="note" className={classes['warning']}>
          {say('returns.interrupted', { count: interruptions })}
        </p>
      )}
      <Derivation returns={returns} />
      <MonthTable returns={returns} />
      <DayCalendar returns={returns} />
    </>
  );
}

/** What of the days was not seen, and how far what was seen is from what the record says. */
function Derivation({ returns }: { readonly returns: ReturnsInfo }) {
  const say = useSay();
  const format = useFormat();
  const instruments = useLiveStore((state) => state.instruments);
  const { derivedDays, compared, unpriced, currency } = returns;
  const missing = unpriced.missing.map((name) => symbolOf(name, instruments));
  return (
    <>
      {derivedDays > 0 && <p className={classes['note']}>{say('returns.derived', { count: derivedDays })}</p>}
      {compared !== undefined && compared.observed !== compared.derived && (
        <p className={classes['note']}>
          {say('returns.compared', {
            count: compared.days,
            date: format.date(compared.time - 1),
            observed: format.money(compared.observed, currency),
            derived: format.money(compared.derived, currency),
          })}
        </p>
      )}
      {unpriced.days > 0 && (
        <p role="note" className={classes['warning']}>
          {say('returns.unpriced', { count: unpriced.days, missing: missing.slice(0, mostNamed).join(', ') })}
        </p>
      )}
    </>
  );
}

function Figures({ returns }: { readonly returns: ReturnsInfo }) {
  const say = useSay();
  const format = useFormat();
  const { currency, countedDays: days, winningDays, losingDays, best, worst } = returns;
  const share = (text: string | undefined) => <ProfitCell amount={text} text={format.signedPercent(text)} />;
  const dayOf = (day: DayReturnInfo | undefined) => (
    <>
      {share(day?.share)} <span className={classes['dim']}>{day && format.date(day.from)}</span>
    </>
  );
  const rows: readonly (readonly [name: string, says: string, shown: ReactNode])[] = [
    [say('returns.timeWeighted'), say('returns.timeWeighted_says'), share(returns.timeWeighted)],
    [say('returns.moneyWeighted'), say('returns.moneyWeighted_says'), share(returns.moneyWeighted)],
    [say('returns.perYear'), say('returns.perYear_says'), share(returns.perYear)],
    [
      say('returns.maxDrawdown'),
      say('returns.maxDrawdown_says'),
      <>
        {format.percent(returns.maxDrawdownShare)}{' '}
        <span className={classes['dim']}>{format.amount(returns.maxDrawdown, currency)}</span>
      </>,
    ],
    [say('returns.calmar'), say('returns.calmar_says'), format.ratio(returns.calmar)],
    [say('returns.volatility'), say('returns.volatility_says', { days }), format.percent(returns.volatility)],
    [say('returns.sharpe'), say('returns.sharpe_says', { days }), format.ratio(returns.sharpe)],
    [say('returns.sortino'), say('returns.sortino_says', { days }), format.ratio(returns.sortino)],
    [say('returns.bestDay'), say('returns.day_says', { days }), dayOf(best)],
    [say('returns.worstDay'), say('returns.day_says', { days }), dayOf(worst)],
    [
      say('returns.winningDays'),
      say('returns.day_says', { days }),
      say('returns.wonOf', {
        won: format.count(winningDays),
        days: format.count(winningDays + losingDays),
      }),
    ],
  ];
  return <FigureList figures={rows.map(([name, says, shown]) => ({ name, says, shown }))} />;
}

/** Those of each month, a row a year. */
function MonthTable({ returns: { days, zone } }: { readonly returns: ReturnsInfo }) {
  const say = useSay();
  const format = useFormat();
  const locale = useLocale();
  const years = useMemo(() => yearsOf(days, zone), [days, zone]);
  const names = useMemo(() => {
    const name = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
    return Array.from({ length: 12 }, (_, month) => name.format(Date.UTC(2026, month, 15)));
  }, [locale]);
  const cell = (share: number | undefined) => {
    const text = share === undefined ? undefined : share.toFixed(8);
    return <span className={toneOf(share)}>{format.signedPercent(text)}</span>;
  };
  return (
    <table className={classes['months']} aria-label={say('returns.months')}>
      <thead>
        <tr>
          <th>{say('returns.year')}</th>
          {names.map((name) => (
            <th key={name}>{name}</th>
          ))}
          <th>{say('returns.whole')}</th>
        </tr>
      </thead>
      <tbody>
        {years.map(({ year, months, whole }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {months.map((share, month) => (
              <td key={names[month]} className="td-number">
                {share === undefined ? '' : cell(share)}
              </td>
            ))}
            <td className="td-number">{cell(whole)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function toneOf(share: number | undefined): string {
  if (share === undefined || share === 0) return 'td-flat';
  return share > 0 ? 'td-gain' : 'td-loss';
}

/** Of the colour, so that the smallest is seen too. */
function strengthOf(part: number): CSSProperties & Record<'--strength', string> {
  return { '--strength': `${Math.round(25 + 75 * Math.abs(part))}%` };
}

/** A square a day, the stronger the further from zero; what each was stands in its title. */
function DayCalendar({ returns: { days, currency } }: { readonly returns: ReturnsInfo }) {
  const say = useSay();
  const format = useFormat();
  const furthest = Math.max(...days.map(({ share = '0' }) => Math.abs(Number(share))), 1e-9);
  return (
    <ul className={classes['days']} aria-label={say('returns.calendar')}>
      {days.map(({ from, share, gain }) => {
        const date = format.date(from);
        const money = `${format.profit(gain, currency)} ${currency}`;
        const title =
          share === undefined
            ? say('returns.dayUnknown', { date, gain: money })
            : say('returns.dayTitle', { date, share: format.signedPercent(share), gain: money });
        return (
          <li
            key={from}
            title={title}
            aria-label={title}
            data-tone={share === undefined ? 'unknown' : toneOf(Number(share)).slice('td-'.length)}
            style={strengthOf(Number(share ?? '0') / furthest)}
          />
        );
      })}
    </ul>
  );
}
