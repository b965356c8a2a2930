import { Anchor } from '@mantine/core';
import { type CSSProperties, memo, useCallback, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { Decimal } from '#src/domain/decimal.ts';
import type { PartialSumInfo, PerformanceInfo, ValuationInfo } from '#src/contract/portfolio.ts';
import { sinceWords, unknownDayWords } from '#renderer/words/day-words.ts';
import { unknownText } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { missingWords, shownPart } from '#renderer/trading/partial-sums.ts';
import { askEntries } from '#renderer/desk/links/asked-entries.ts';
import { askSettling } from '#renderer/desk/links/asked-settling.ts';
import { ProfitCell } from '#renderer/trading/cells.tsx';
import { type ContentWidths, useContentWidths } from '#renderer/grid/use-content-widths.ts';
import { ToSettle } from './to-settle.tsx';
import classes from './portfolio.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

type FiguresProps = {
  readonly valuation: ValuationInfo | undefined;
  readonly performance: PerformanceInfo | undefined;
  readonly currency: string;
  /** Shows what was paid in, flow by flow. */
  readonly onFlows: () => void;
};

/** What the portfolio is worth and how it came about. What a figure lacks stands under it. */
export function Figures({ valuation, performance, currency, onFlows }: FiguresProps) {
  const say = useSay();
  const format = useFormat();
  const [separators, privacy] = usePreferencesStore(
    useShallow((state) => [state.separators, state.privacy] as const),
  );
  const list = useRef<HTMLDListElement>(null);
  const content = useContentWidths(list, [separators, privacy].join(' '), least);
  const amount = (value: string | undefined) => format.amount(value, currency);
  const profit = (value: string | undefined) => ({ profit: value, text: format.profit(value, currency) });
  const portfolioId = valuation?.portfolioId;
  const onSettle = useCallback(() => askSettling(portfolioId), [portfolioId]);
  const explain = useExplain(portfolioId, currency);
  const made = (figure: PortfolioFigure) => ({
    onShow: explain[figure],
    showWords: say('entries.showFigure'),
  });
  const lacking = (of: PartialSumInfo | undefined) => ({ missing: missingText(of), onSettle });
  const sum = (of: PartialSumInfo | undefined) => ({ text: amount(shownPart(of)), ...lacking(of) });
  const estimated = valuation?.estimatedFees;
  const charged = estimated && { amount: amount(shownPart(estimated)) };
  const flows = valuation?.missing?.flows ?? 0;
  const result = (of: PartialSumInfo | undefined) => ({ ...profit(shownPart(of)), ...lacking(of) });
  return (
    <>
      <dl
        ref={list}
        className={classes['figures']}
        style={figureWidth(content)}
        aria-label={say('portfolio.valueIn', { currency })}
      >
        <Figure name={say('portfolio.equity')} main {...sum(valuation?.equity)} />
        <Figure
          name={say('portfolio.netProfit')}
          main
          {...result(valuation?.netProfit)}
          note={charged && say('portfolio.lessEstimated', charged)}
        />
        <Figure
          name={say('portfolio.dayProfit')}
          note={valuation?.day && sinceWords(valuation.day)}
          {...profit(valuation?.day?.profit)}
        />
        <Figure name={say('portfolio.cash')} {...sum(valuation?.cash)} />
        <Figure name={say('portfolio.marketValue')} {...sum(valuation?.marketValue)} />
        <Figure name={say('portfolio.unrealised')} {...result(valuation?.unrealised)} />
        <Figure name={say('portfolio.realised')} {...result(valuation?.realised)} {...made('realised')} />
        <Figure
          name={say('portfolio.income')}
          {...result(valuation?.income)}
          {...made('income')}
          hint={say('portfolio.incomeHint')}
        />
        <Figure
          name={say('portfolio.fees')}
          {...sum(valuation?.fees)}
          {...made('fees')}
          hint={feesApart()}
          aside={charged && say('portfolio.plusEstimated', charged)}
        />
        {moved.map(
          (way) =>
            valuation?.[way] !== undefined && (
              <Figure
                key={way}
                name={say(`portfolio.${way}`)}
                {...result(valuation[way])}
                {...made(way)}
                hint={say(`portfolio.${way}Hint`)}
              />
            ),
        )}
        {valuation?.currencyEffect !== undefined && (
          <Figure
            name={say('portfolio.currencyEffect')}
            {...profit(valuation.currencyEffect)}
            hint={say('portfolio.currencyEffectHint')}
          />
        )}
        <Figure name={say('portfolio.deposited')} {...sum(valuation?.deposited)} {...made('paidIn')} />
        <Figure name={say('portfolio.winRate')} text={format.percent(performance?.winRate)} />
        <Figure name={say('portfolio.profitFactor')} text={format.ratio(performance?.profitFactor)} />
        <Figure
          name={say('portfolio.maxDrawdown')}
          text={amount(valuation?.maxDrawdown)}
          aside={valuation?.maxDrawdown && format.percent(valuation.maxDrawdownShare)}
        />
        <Figure name={say('portfolio.tradesWon')} text={trades()} />
        <Figure name={say('portfolio.averageWin')} {...profit(performance?.averageWin)} />
        <Figure name={say('portfolio.averageLoss')} {...profit(lossOf(performance?.averageLoss))} />
      </dl>
      {valuation !== undefined && <DayNote day={valuation.day} />}
      {flows > 0 && (
        <p role="note" className={classes['unknown']}>
          {say('portfolio.unratedFlows', { count: flows })}{' '}
          <Anchor component="button" type="button" size="xs" onClick={onFlows}>
            {say('portfolio.giveRate')}
          </Anchor>
        </p>
      )}
      {valuation !== undefined && <ToSettle valuation={valuation} />}
      <Unknowns
        valuation={valuation}
        leftOut={performance?.leftOut ?? 0}
        estimated={performance?.estimated ?? 0}
        onSettle={onSettle}
      />
    </>
  );

  function feesApart(): string | undefined {
    const [all, ofAccounts] = [shownPart(valuation?.fees), shownPart(valuation?.accountFees)];
    if (all === undefined || ofAccounts === undefined) return undefined;
    const ofTrades = Decimal.from(all).minus(Decimal.from(ofAccounts)).toString();
    return say('portfolio.feesApart', { trades: amount(ofTrades), accounts: amount(ofAccounts) });
  }

  function trades(): string {
    if (performance === undefined) return unknownText;
    return say('portfolio.wonOf', {
      wins: format.count(performance.wins),
      trades: format.count(performance.trades),
    });
  }
}

/** What coins had gained elsewhere before they came, and here until they went; and adjustments. */
const moved = ['gainBroughtIn', 'gainTakenOut', 'other'] as const;

const portfolioFigures = ['realised', 'income', 'fees', 'paidIn', ...moved] as const;
type PortfolioFigure = (typeof portfolioFigures)[number];

/** What shows the entries of each; the same as long as the portfolio is. */
function useExplain(
  portfolioId: string | undefined,
  currency: string,
): Partial<Record<PortfolioFigure, () => void>> {
  const say = useSay();
  return useMemo(() => {
    if (portfolioId === undefined) return {};
    const name = say('entries.portfolioIn', { currency });
    const ask = (figure: PortfolioFigure) => () =>
      askEntries({ portfolioId, figure, of: {}, name, figures: portfolioFigures });
    return Object.fromEntries(portfolioFigures.map((figure) => [figure, ask(figure)]));
  }, [portfolioId, currency, say]);
}

/** They all stand in columns as wide as the widest of them needs. */
const figure = 'figure';
const usualWidth = 158;
const least = { [figure]: usualWidth };

function figureWidth(content: ContentWidths): CSSProperties & Record<'--figure', string> {
  return { '--figure': `${content[figure] ?? usualWidth}px` };
}

/** The core gives the size of a loss; it is shown as what it did to the account. */
function lossOf(size: string | undefined): string | undefined {
  return size === undefined ? undefined : Decimal.from(size).negated().toString();
}

type FigureProps = {
  readonly name: string;
  readonly note?: string | undefined;
  readonly main?: boolean;
  readonly text: string;
  /** Gives the text the direction of a profit. */
  readonly profit?: string | undefined;
  /** Stands dimmed behind the text. */
  readonly aside?: string | undefined;
  /** What the figure has in it, on hover. */
  readonly hint?: string | undefined;
  /** What the text lacks, on a line of its own. */
  readonly missing?: string | undefined;
  /** Shows how what it lacks can be had. */
  readonly onSettle?: () => void;
  /** Shows what the figure is made of. */
  readonly onShow?: (() => void) | undefined;
  readonly showWords?: string;
};

function missingText(sum: PartialSumInfo | undefined): string | undefined {
  const words = missingWords(sum);
  return words.length === 0 ? undefined : words.join(' ');
}

/** Most figures are the same after a tick as before. */
const Figure = memo(function Figure({
  name,
  note,
  main = false,
  text,
  aside,
  hint,
  missing,
  onSettle,
  onShow,
  showWords,
  ...props
}: FigureProps) {
  const say = useSay();
  return (
    <div className={classes['figure']} data-main={main} data-column={figure} title={hint}>
      <dt data-content="">
        {onShow === undefined ? (
          name
        ) : (
          <button type="button" className={classes['show']} title={showWords} onClick={onShow}>
            {name}
          </button>
        )}
        {note !== undefined && <span className={classes['dim']}> {note}</span>}
      </dt>
      <dd data-content="" className="td-number">
        {'profit' in props ? <ProfitCell amount={props.profit} text={text} /> : text}
        {aside !== undefined && <span className={classes['dim']}> {aside}</span>}
      </dd>
      {missing !== undefined && (
        <dd className={classes['missing']}>
          {' '}
          {onSettle === undefined ? (
            missing
          ) : (
            <button
              type="button"
              className={classes['show']}
              title={say('price.toSettle')}
              onClick={onSettle}
            >
              {missing}
            </button>
          )}
        </dd>
      )}
    </div>
  );
});

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
  estimated,
  onSettle,
}: {
  readonly valuation: ValuationInfo | undefined;
  readonly leftOut: number;
  readonly estimated: number;
  readonly onSettle: () => void;
}) {
  const say = useSay();
  const isHalf = valuation?.halfImported === true;
  if (leftOut + estimated === 0 && !isHalf) return null;
  return (
    <p role="note" className={classes['unknown']}>
      {isHalf && say('portfolio.halfImported', { dash: unknownText })}
      {estimated > 0 && <>{say('portfolio.estimatedTrips', { count: estimated })} </>}
      {leftOut > 0 && (
        <>
          {say('portfolio.leftOut', { count: leftOut })}{' '}
          <Anchor component="button" type="button" size="xs" onClick={onSettle}>
            {say('price.toSettle')}
          </Anchor>
        </>
      )}
    </p>
  );
}

type BalancesProps = {
  readonly balances: ValuationInfo['balances'];
  /** Shows what statements say of them. */
  readonly onStatements: () => void;
};

export function Balances({ balances, onStatements }: BalancesProps) {
  const say = useSay();
  const format = useFormat();
  return (
    <>
      {balances.length > 0 && (
        <table className={classes['balances']} aria-label={say('portfolio.balances')}>
          <thead>
            <tr>
              <th>{say('portfolio.currency')}</th>
              <th className={classes['right']}>{say('portfolio.balance')}</th>
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
      )}
      <Anchor component="button" type="button" size="xs" mt={6} onClick={onStatements}>
        {say('portfolio.statements')}
      </Anchor>
    </>
  );
}
