import type { TripResultsInfo } from '#src/contract/results.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Format } from '#renderer/format/format.ts';
import { say } from '#renderer/words/say.ts';

/** One of the figures of round trips, as a column and as a line have it. */
export type ResultFigure = {
  readonly id: string;
  readonly name: string;
  /** How it is made. */
  readonly formula: string;
  /** Of how many round trips it is. */
  readonly sample: (results: TripResultsInfo) => string;
  readonly width: number;
  /** Canonical decimal text; a time in seconds. */
  readonly value: (results: TripResultsInfo) => string | undefined;
  readonly text: (results: TripResultsInfo, currency: string) => string;
  /** Of the trader's money. */
  readonly isAmount?: boolean;
  /** Shown in a list of the most telling ones too. */
  readonly isListed?: boolean;
};

export type FigureNeeds = {
  readonly format: Format;
  readonly duration: (milliseconds: number | undefined) => string;
  /** Of which the exposure is a share. */
  readonly span: { readonly from: number; readonly until: number };
};

type Take = (results: TripResultsInfo) => string | undefined;

export function resultFigures({ format, duration, span }: FigureNeeds): readonly ResultFigure[] {
  const profit = (value: Take) => ({
    width: 84,
    isAmount: true,
    value,
    text: (results: TripResultsInfo, currency: string) => format.profit(value(results), currency),
  });
  const ratio = (value: Take) => ({
    width: 84,
    value,
    text: (results: TripResultsInfo) => format.ratio(value(results)),
  });
  const percent = (value: Take) => ({
    width: 66,
    value,
    text: (results: TripResultsInfo) => format.percent(value(results)),
  });
  const count = (take: (results: TripResultsInfo) => number) => ({
    width: 58,
    value: (results: TripResultsInfo) => String(take(results)),
    text: (results: TripResultsInfo) => format.count(take(results)),
  });
  const held = (take: (results: TripResultsInfo) => number | undefined) => ({
    width: 96,
    value: (results: TripResultsInfo) => secondsOf(take(results)),
    text: (results: TripResultsInfo) => duration(take(results)),
  });
  const line = { sample: ofKnown, isListed: true };
  return [
    {
      ...line,
      ...profit((results) => counted(results, results.net)),
      id: 'net',
      name: say('column.net'),
      formula: say('results.net_says'),
    },
    {
      ...line,
      ...count(({ trades }) => trades),
      id: 'trades',
      name: say('column.trades'),
      formula: say('results.trades_says'),
    },
    {
      ...line,
      ...percent(({ winRate }) => winRate),
      id: 'winRate',
      name: say('column.winRate'),
      formula: say('results.winRate_says'),
    },
    {
      ...line,
      ...profit(({ expectancy }) => expectancy),
      id: 'expectancy',
      name: say('results.expectancy'),
      formula: say('results.expectancy_says'),
    },
    {
      ...line,
      ...ratio(({ profitFactor }) => profitFactor),
      id: 'profitFactor',
      name: say('column.profitFactor'),
      formula: say('results.profitFactor_says'),
    },
    {
      ...line,
      ...ratio(({ payoffRatio }) => payoffRatio),
      id: 'payoffRatio',
      name: say('results.payoffRatio'),
      formula: say('results.payoffRatio_says'),
    },
    {
      ...line,
      ...profit(({ averageWin }) => averageWin),
      id: 'averageWin',
      name: say('column.averageWin'),
      formula: say('results.averageWin_says'),
      sample: ofWins,
    },
    {
      ...line,
      ...profit(({ averageLoss }) => lossOf(averageLoss)),
      id: 'averageLoss',
      name: say('column.averageLoss'),
      formula: say('results.averageLoss_says'),
      sample: ofLosses,
    },
    {
      ...line,
      ...count(({ longestWins }) => longestWins),
      id: 'longestWins',
      name: say('results.longestWins'),
      formula: say('results.longestWins_says'),
    },
    {
      ...line,
      ...count(({ longestLosses }) => longestLosses),
      id: 'longestLosses',
      name: say('results.longestLosses'),
      formula: say('results.longestLosses_says'),
    },
    {
      ...line,
      ...held(({ holding }) => holding),
      id: 'holding',
      name: say('results.holding'),
      formula: say('results.holding_says'),
      sample: ofAll,
    },
    {
      ...line,
      ...held(({ holdingOfWins }) => holdingOfWins),
      id: 'holdingOfWins',
      name: say('results.holdingOfWins'),
      formula: say('results.holdingOfWins_says'),
      sample: ofWins,
    },
    {
      ...line,
      ...held(({ holdingOfLosses }) => holdingOfLosses),
      id: 'holdingOfLosses',
      name: say('results.holdingOfLosses'),
      formula: say('results.holdingOfLosses_says'),
      sample: ofLosses,
    },
    {
      ...line,
      ...percent(({ exposure }) => exposure),
      id: 'exposure',
      name: say('results.exposure'),
      formula: say('results.exposure_says', { from: format.date(span.from), to: format.date(span.until) }),
      sample: ofAll,
    },
    {
      ...line,
      ...ratio(({ turnover }) => turnover),
      id: 'turnover',
      name: say('results.turnover'),
      formula: say('results.turnover_says'),
      sample: ofAll,
    },
    {
      ...count(({ wins }) => wins),
      id: 'wins',
      name: say('column.wins'),
      formula: say('results.wins_says'),
      sample: ofKnown,
    },
    {
      ...count(({ losses }) => losses),
      id: 'losses',
      name: say('column.losses'),
      formula: say('results.losses_says'),
      sample: ofKnown,
    },
    {
      ...profit((results) => counted(results, results.grossProfit)),
      id: 'grossProfit',
      name: say('column.grossProfit'),
      formula: say('results.grossProfit_says'),
      sample: ofWins,
    },
    {
      ...profit((results) => lossOf(counted(results, results.grossLoss))),
      id: 'grossLoss',
      name: say('column.grossLoss'),
      formula: say('results.grossLoss_says'),
      sample: ofLosses,
    },
    {
      ...count(({ leftOut }) => leftOut),
      id: 'leftOut',
      name: say('column.leftOut'),
      formula: say('column.leftOutHint'),
      sample: ofAll,
    },
  ];
}

/** The formula, and of how much it is made. */
export function saysOf({ formula, sample }: ResultFigure, results: TripResultsInfo): string {
  return `${formula} ${sample(results)}`;
}

function ofKnown({ trades, leftOut }: TripResultsInfo): string {
  return sampleOf(trades, leftOut);
}

function ofWins({ wins, leftOut }: TripResultsInfo): string {
  return sampleOf(wins, leftOut);
}

function ofLosses({ losses, leftOut }: TripResultsInfo): string {
  return sampleOf(losses, leftOut);
}

function ofAll({ trades, leftOut }: TripResultsInfo): string {
  return sampleOf(trades + leftOut, 0);
}

function sampleOf(count: number, left: number): string {
  return left === 0 ? say('results.of', { count }) : say('results.ofWithout', { count, left });
}

/** A sum of which every part was left out is not known. */
function counted({ trades, leftOut }: TripResultsInfo, sum: string): string | undefined {
  return trades === 0 && leftOut > 0 ? undefined : sum;
}

/** The core gives the size of a loss; it is shown as what it did to the account. */
function lossOf(size: string | undefined): string | undefined {
  return size === undefined ? undefined : Decimal.from(size).negated().toString();
}

function secondsOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : Decimal.from((milliseconds / 1_000).toFixed(3)).toString();
}
