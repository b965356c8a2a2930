import type { NewAccount } from '#src/contract/accounts.ts';
import {
  initialPaperForm,
  paperFormProblems,
  paperWorkspaceOf,
  type PaperForm,
  type PaperFormProblems,
} from '#renderer/trading/paper-form.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { say } from '#renderer/words/say.ts';

/** The fields as typed. The currency is that of the starting cash, and of a portfolio that begins with the account. */
export type AccountForm = PaperForm & {
  readonly mode: 'paper' | 'history';
  /** Empty for a portfolio that begins with the account. */
  readonly portfolioId: string;
  readonly portfolioName: string;
};

export type AccountFormProblems = PaperFormProblems & { portfolioName?: string };

export function firstAccountForm(portfolio: PortfolioInfo | undefined, venue: string): AccountForm {
  return {
    ...initialPaperForm,
    name: '',
    venue,
    mode: 'paper',
    portfolioId: portfolio?.id ?? '',
    portfolioName: '',
    baseCurrency: portfolio?.baseCurrency ?? initialPaperForm.baseCurrency,
  };
}

export function accountFormProblems(form: AccountForm): AccountFormProblems {
  const { deposit, makerFeePercent, takerFeePercent, baseCurrency, ...problems } = paperFormProblems(form);
  const paper = form.mode === 'paper' ? { deposit, makerFeePercent, takerFeePercent } : {};
  const needsCurrency = form.mode === 'paper' || form.portfolioId === '';
  const isNameless = form.portfolioId === '' && form.portfolioName.trim() === '';
  const all = {
    ...problems,
    ...paper,
    baseCurrency: needsCurrency ? baseCurrency : undefined,
    portfolioName: isNameless ? say('accounts.namePortfolio') : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, problem]) => problem !== undefined));
}

/** Undefined while a field is wrong. */
export function newAccountOf(form: AccountForm): NewAccount | undefined {
  if (Object.keys(accountFormProblems(form)).length > 0) return undefined;
  const { name, lotMethod, portfolioId } = form;
  const baseCurrency = form.baseCurrency.trim().toUpperCase();
  const portfolio =
    portfolioId === '' ? { name: form.portfolioName.trim(), baseCurrency, lotMethod } : { id: portfolioId };
  const common = { name: name.trim(), portfolio };
  if (form.mode === 'history') return { ...common, trades: { mode: 'history' } };
  const paper = paperWorkspaceOf(form);
  if (paper === undefined) return undefined;
  const { venue, deposit, makerFee, takerFee } = paper;
  return {
    ...common,
    trades: { mode: 'paper', venue, deposit, currency: baseCurrency, makerFee, takerFee },
  };
}
