import type { ReactNode } from 'react';
import type { ResultsInfo } from '#src/contract/results.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { ProfitCell } from '#renderer/trading/cells.tsx';
import { FigureList } from './figure-list.tsx';
import { saysOf, type ResultFigure } from './result-figures.ts';
import classes from './returns.module.css';

type StatisticsViewProps = {
  readonly name: string;
  readonly results: ResultsInfo | undefined;
  readonly figures: readonly ResultFigure[];
  /** What stands in place of the figures while there are none. */
  readonly empty: ReactNode;
  readonly toolbar: ReactNode;
};

const nothing = { currencies: [], from: 0, until: 0 };

/** All closed round trips of a portfolio in figures, each currency by itself. */
export function StatisticsView({ name, results, figures, empty, toolbar }: StatisticsViewProps) {
  const say = useSay();
  const format = useFormat();
  const { currencies, from, until } = results ?? nothing;
  const span = { from: format.date(from), to: format.date(until) };
  return (
    <div className={classes['panel']}>
      <div className={classes['toolbar']}>{toolbar}</div>
      <div
        className={classes['content']}
        tabIndex={0}
        role="group"
        aria-label={say('results.statisticsOf', { name })}
      >
        {currencies.length === 0 && empty}
        {currencies.map(({ currency, total }) => (
          <section key={currency}>
            <p className={classes['note']}>{say('results.in', { currency, ...span })}</p>
            <FigureList
              figures={figures
                .filter(({ isListed = false }) => isListed)
                .map((figure) => ({
                  name: figure.name,
                  says: saysOf(figure, total),
                  shown:
                    figure.isAmount === true ? (
                      <ProfitCell amount={figure.value(total)} text={figure.text(total, currency)} />
                    ) : (
                      figure.text(total, currency)
                    ),
                }))}
            />
            {total.estimated > 0 && (
              <p role="note" className={classes['note']}>
                {say('results.estimated', { count: total.estimated })}
              </p>
            )}
            {total.leftOut > 0 && (
              <p role="note" className={classes['warning']}>
                {say('results.leftOut', { count: total.leftOut })}
              </p>
            )}
          </section>
        ))}
      </div>
    </div>
  );
}
