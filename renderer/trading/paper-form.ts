import type { NewPaperWorkspace } from '#src/contract/workspace.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Result } from '#src/domain/result.ts';
import { currencyStep } from '#renderer/format/money.ts';
import { refusalWords } from '#renderer/words/number-refusal.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { type NumberKind, type NumberRefusal, parseNumber, respell } from '#renderer/format/parse-number.ts';
import { say } from '#renderer/words/say.ts';

/** The dialog's fields as typed, and with which separators; fees in per cent. */
export type PaperForm = {
  readonly separators: Separators;
  readonly name: string;
  readonly venue: string;
  readonly baseCurrency: string;
  readonly deposit: string;
  readonly makerFeePercent: string;
  readonly takerFeePercent: string;
  readonly lotMethod: NewPaperWorkspace['lotMethod'];
};

export const initialPaperForm: PaperForm = {
  separators: 'none-point',
  name: 'Paper trading',
  venue: 'binance',
  baseCurrency: 'USDT',
  deposit: '10000',
  makerFeePercent: '0.1',
  takerFeePercent: '0.1',
  lotMethod: 'AVERAGE',
};

const numberFields = ['deposit', 'makerFeePercent', 'takerFeePercent'] as const;
type NumberField = (typeof numberFields)[number];

export type PaperFormProblems = { -readonly [Field in keyof PaperForm]?: string };

const hundred = Decimal.fromInteger(100);
const feePlaces = 12;

export function paperFormProblems(form: PaperForm): PaperFormProblems {
  const problems: PaperFormProblems = {};
  if (form.name.trim() === '') problems.name = say('common.giveName');
  if (!/^[A-Za-z0-9]{2,20}$/.test(form.baseCurrency.trim()))
    problems.baseCurrency = say('accounts.currencySuch');
  for (const field of numberFields) {
    const reading = readField(form, field);
    const problem = reading.ok
      ? ruleBroken(field, reading.value, form)
      : refusalWords(form[field], reading.error, form.separators).message;
    if (problem !== undefined) problems[field] = problem;
  }
  return problems;
}

/** Undefined while a field is wrong. */
export function paperWorkspaceOf(form: PaperForm): NewPaperWorkspace | undefined {
  const deposit = readField(form, 'deposit');
  const maker = readField(form, 'makerFeePercent');
  const taker = readField(form, 'takerFeePercent');
  if (!deposit.ok || !maker.ok || !taker.ok) return undefined;
  if (Object.keys(paperFormProblems(form)).length > 0) return undefined;
  return {
    name: form.name.trim(),
    venue: form.venue,
    baseCurrency: form.baseCurrency.trim().toUpperCase(),
    deposit: deposit.value.toString(),
    makerFee: maker.value.dividedBy(hundred, feePlaces, 'half-even').toString(),
    takerFee: taker.value.dividedBy(hundred, feePlaces, 'half-even').toString(),
    lotMethod: form.lotMethod,
  };
}

/** The same numbers as another setting writes them. */
export function withFormSeparators(form: PaperForm, separators: Separators): PaperForm {
  const next = { ...form, separators };
  for (const field of numberFields) next[field] = respell(form[field], form.separators, separators);
  return next;
}

function readField(form: PaperForm, field: NumberField): Result<Decimal, NumberRefusal> {
  return parseNumber(form[field], form.separators, kindOf(form, field));
}

function kindOf({ baseCurrency }: PaperForm, field: NumberField): NumberKind {
  if (field !== 'deposit') return { unit: '%' };
  const currency = baseCurrency.trim().toUpperCase();
  return { unit: currency, step: currencyStep(currency) };
}

function ruleBroken(field: NumberField, value: Decimal, { separators }: PaperForm): string | undefined {
  if (field === 'deposit')
    return value.isPositive()
      ? undefined
      : say('accounts.amountSuch', { amount: dress('10000', separators) });
  const allowed = !value.isNegative() && value.atMost(Decimal.fromInteger(10));
  return allowed ? undefined : say('accounts.percentSuch', { percent: dress('0.1', separators) });
}
