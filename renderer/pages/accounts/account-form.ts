import type { NewAccount } from '#src/contract/accounts.ts';
import {
  initialPaperForm,
  paperFormProblems,
  paperWorkspaceOf,
  type PaperForm,
  type PaperFormProblems,
} from '#renderer/trading/paper-form.ts';
import type { PortfolioInfo, VenueInfo } from '#src/contract/workspace.ts';
import { say } from '#renderer/words/say.ts';

/** The fields as typed. The currency is that of the starting cash, and of a portfolio that begins with the account. */
export type AccountForm = PaperForm & {
  readonly mode: 'paper' | 'live' | 'history';
  /** Of an account whose orders go to its venue: where, as `liveMarkets` names it. */
  readonly market: string;
  /** Empty for a portfolio that begins with the account. */
  readonly portfolioId: string;
  readonly portfolioName: string;
};

export type AccountFormProblems = PaperFormProblems & { portfolioName?: string };

/** A market to which orders are sent. */
export type LiveMarket = {
  readonly name: string;
  readonly venue: VenueInfo;
  readonly environment: NonNullable<VenueInfo['tradesIn']>[number];
};

/** Where an account can be added whose orders go to its venue. */
export function liveMarkets(venues: readonly VenueInfo[]): readonly LiveMarket[] {
  return venues.flatMap((venue) =>
    (venue.tradesIn ?? []).map((environment) => ({ name: `${venue.id}/${environment}`, venue, environment })),
  );
}

export function firstAccountForm(portfolio: PortfolioInfo | undefined, venue: string): AccountForm {
  return {
    ...initialPaperForm,
    name: '',
    venue,
    mode: 'paper',
    market: '',
    portfolioId: portfolio?.id ?? '',
    portfolioName: '',
    baseCurrency: portfolio?.baseCurrency ?? initialPaperForm.baseCurrency,
  };
}

export function accountFormProblems(form: AccountForm): AccountFormProblems {
  const { deposit, makerFeePercent, takerFeePercent, baseCurrency, ...problems } = paperFormProblems(form);
  const fees = form.mode === 'history' ? {} : { makerFeePercent, takerFeePercent };
  const paper = form.mode === 'paper' ? { deposit } : {};
  const needsCurrency = form.mode === 'paper' || form.portfolioId === '';
  const isNameless = form.portfolioId === '' && form.portfolioName.trim() === '';
  const all = {
    ...problems,
    ...paper,
    ...fees,
    baseCurrency: needsCurrency ? baseCurrency : undefined,
    portfolioName: isNameless ? say('accounts.namePortfolio') : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, problem]) => problem !== undefined));
}

/** Undefined while a field is wrong. */
export function newAccountOf(form: AccountForm, markets: readonly LiveMarket[]): NewAccount | undefined {
  if (Object.keys(accountFormProblems(form)).length > 0) return undefined;
  const { name, lotMethod, portfolioId } = form;
  const baseCurrency = form.baseCurrency.trim().toUpperCase();
  const portfolio =
    portfolioId === '' ? { name: form.portfolioName.trim(), baseCurrency, lotMethod } : { id: portfolioId };
  const common = { name: name.trim(), portfolio };
  if (form.mode === 'history') return { ...common, trades: { mode: 'history' } };
  // No cash is asked for where its venue has it.
  const paper = paperWorkspaceOf(
    form.mode === 'paper' ? form : { ...form, deposit: initialPaperForm.deposit },
  );
  if (paper === undefined) return undefined;
  const { venue, deposit, makerFee, takerFee } = paper;
  if (form.mode === 'paper')
    return {
      ...common,
      trades: { mode: 'paper', venue, deposit, currency: baseCurrency, makerFee, takerFee },
    };
  const market = markets.find(({ name: known }) => known === form.market) ?? markets[0];
  if (market === undefined) return undefined;
  const { venue: at, environment } = market;
  return { ...common, trades: { mode: 'live', venue: at.id, environment, makerFee, takerFee } };
}
