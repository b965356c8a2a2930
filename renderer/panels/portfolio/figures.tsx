import { type CSSProperties, type ReactNode, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { Decimal } from '#src/domain/decimal.ts';
import type { PerformanceInfo, ValuationInfo } from '#src/contract/portfolio.ts';
import { sinceWords, unknownDayWords } from '#renderer/format/day.ts';
import { unknownText } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { ProfitCell } from '#renderer/table/cells.tsx';
import { type ContentWidths, useContentWidths } from '#renderer/table/use-content-widths.ts';
import classes from './portfolio.module.css';

type FiguresProps = {
  readonly valuation: ValuationInfo | undefined;
  readonly performance: PerformanceInfo | undefined;
  readonly currency: string;
};

/** What the portfolio is worth and how it came about. What is not known is a dash, and named below. */
export function Figures({ valuation, performance, currency }: FiguresProps) {
  const format = useFormat();
  const [separators, privacy] = usePreferencesStore(
    useShallow((state) => [state.separators, state.privacy] as const),
  );
  const list = useRef<HTMLDListElement>(null);
  const content = useContentWidths(list, [separators, privacy].join(' '), usualWidth);
  const amount = (value: string | undefined) => format.amount(value, currency);
  const profit = (value: string | undefined) => (
    <ProfitCell amount={value} text={format.profit(value, currency)} />
  );
  return (
    <>
      <dl
        ref={list}
        className={classes['figures']}
        style={figureWidth(content)}
        aria-label={`Value in ${currency}`}
      >
        <Figure name="Equity" main>
          {amount(valuation?.equity)}
        </Figure>
        <Figure name="Net profit" main>
          {profit(valuation?.netProfit)}
        </Figure>
        <Figure name="Day P&L" note={valuation?.day && sinceWords(valuation.day)}>
          {profit(valuation?.day?.profit)}
        </Figure>
        <Figure name="Cash">{amount(valuation?.cash)}</Figure>
        <Figure name="Market value">{amount(valuation?.marketValue)}</Figure>
        <Figure name="Unrealised">{profit(valuation?.unrealised)}</Figure>
        <Figure name="Realised">{profit(valuation?.realised)}</Figure>
        <Figure name="Fees">{amount(valuation?.fees)}</Figure>
        <Figure name="Deposited">{amount(valuation?.deposited)}</Figure>
        <Figure name="Win rate">{format.percent(performance?.winRate)}</Figure>
        <Figure name="Profit factor">{format.ratio(performance?.profitFactor)}</Figure>
        <Figure name="Max drawdown">{drawdown()}</Figure>
        <Figure name="Trades won">{trades()}</Figure>
        <Figure name="Average win">{profit(performance?.averageWin)}</Figure>
        <Figure name="Average loss">{profit(lossOf(performance?.averageLoss))}</Figure>
      </dl>
      {valuation !== undefined && <DayNote day={valuation.day} />}
      <Unknowns valuation={valuation} leftOut={performance?.leftOut ?? 0} />
    </>
  );

  function drawdown(): ReactNode {
    if (performance?.maxDrawdown === undefined) return unknownText;
    return (
      <>
        {amount(performance.maxDrawdown)}{' '}
        <span className={classes['dim']}>{format.percent(performance.maxDrawdownShare)}</span>
      </>
    );
  }

  function trades(): string {
    if (performance === undefined) return unknownText;
    return `${format.count(performance.wins)} of ${format.count(performance.trades)}`;
  }
}

/** They all stand in columns as wide as the widest of them needs. */
const figure = 'figure';
const usualWidth = 158;

function figureWidth(content: ContentWidths): CSSProperties & Record<'--figure', string> {
  return { '--figure': `${content[figure] ?? usualWidth}px` };
}

/** The core gives the size of a loss; it is shown as what it did to the account. */
function lossOf(size: string | undefined): string | undefined {
  return size === undefined ? undefined : Decimal.from(size).negated().toString();
}

function Figure({
  name,
  note,
  main = false,
  children,
}: {
  readonly name: string;
  readonly note?: string | undefined;
  readonly main?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes['figure']} data-main={main} data-column={figure}>
      <dt data-content="">
        {name}
        {note !== undefined && <span className={classes['dim']}> {note}</span>}
      </dt>
      <dd data-content="" className="td-number">
        {children}
      </dd>
    </div>
  );
}

function DayNote({ day }: Pick<ValuationInfo, 'day'>) {
  const words = unknownDayWords(day);
  if (words === undefined) return null;
  return (
    <p role="note" className={classes['unknown']}>
      {words}
    </p>
  );
}

function Unknowns({
  valuation,
  leftOut,
}: {
  readonly valuation: ValuationInfo | undefined;
  readonly leftOut: number;
}) {
  const format = useFormat();
  const missing = valuation?.unknown ?? [];
  if (missing.length === 0 && leftOut === 0) return null;
  return (
    <p role="note" className={classes['unknown']}>
      {missing.length > 0 &&
        `Figures shown as ${unknownText} wait for a price or rate of: ${missing.join(', ')}. `}
      {leftOut > 0 &&
        `${format.count(leftOut)} closed ${leftOut === 1 ? 'trade is' : 'trades are'} left out of the statistics: the rate of the fee is not known.`}
    </p>
  );
}

export function Balances({ balances }: { readonly balances: ValuationInfo['balances'] }) {
  const format = useFormat();
  if (balances.length === 0) return null;
  return (
    <table className={classes['balances']} aria-label="Balances">
      <thead>
        <tr>
          <th>Currency</th>
          <th className={classes['right']}>Balance</th>
        </tr>
      </thead>
      <tbody>
        {balances.map(({ currency, amount }) => (
          <tr key={currency}>
            <td>{currency}</td>
            <td className={`${classes['right']} td-number`}>{format.amount(amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
