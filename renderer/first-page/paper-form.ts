import type { NewPaperWorkspace } from '#src/contract/workspace.ts';
import { Decimal } from '#src/domain/decimal.ts';

/** The dialog's fields as typed; fees in per cent. */
export type PaperForm = {
  readonly name: string;
  readonly feed: NewPaperWorkspace['feed'];
  readonly baseCurrency: string;
  readonly deposit: string;
  readonly makerFeePercent: string;
  readonly takerFeePercent: string;
  readonly lotMethod: NewPaperWorkspace['lotMethod'];
};

export type PaperFormProblems = { -readonly [Field in keyof PaperForm]?: string };

const hundred = Decimal.fromInteger(100);
const feePlaces = 12;

export function paperFormProblems(form: PaperForm): PaperFormProblems {
  const problems: PaperFormProblems = {};
  if (form.name.trim() === '') problems.name = 'Give the workspace a name.';
  if (!/^[A-Za-z0-9]{2,20}$/.test(form.baseCurrency.trim()))
    problems.baseCurrency = 'A currency such as USDT.';
  if (typedDecimal(form.deposit)?.isPositive() !== true)
    problems.deposit = 'An amount above zero, such as 10000.';
  if (!isFeePercent(form.makerFeePercent)) problems.makerFeePercent = 'Per cent from 0 to 10, such as 0.1.';
  if (!isFeePercent(form.takerFeePercent)) problems.takerFeePercent = 'Per cent from 0 to 10, such as 0.1.';
  return problems;
}

/** Undefined while a field is wrong. */
export function paperWorkspaceOf(form: PaperForm): NewPaperWorkspace | undefined {
  const deposit = typedDecimal(form.deposit);
  const maker = typedDecimal(form.makerFeePercent);
  const taker = typedDecimal(form.takerFeePercent);
  if (deposit === undefined || maker === undefined || taker === undefined) return undefined;
  if (Object.keys(paperFormProblems(form)).length > 0) return undefined;
  return {
    name: form.name.trim(),
    feed: form.feed,
    baseCurrency: form.baseCurrency.trim().toUpperCase(),
    deposit: deposit.toString(),
    makerFee: maker.dividedBy(hundred, feePlaces, 'half-even').toString(),
    takerFee: taker.dividedBy(hundred, feePlaces, 'half-even').toString(),
    lotMethod: form.lotMethod,
  };
}

function isFeePercent(text: string): boolean {
  const percent = typedDecimal(text);
  return percent !== undefined && !percent.isNegative() && percent.atMost(Decimal.fromInteger(10));
}

/** Separators between thousands are the eye's, not the number's. */
function typedDecimal(text: string): Decimal | undefined {
  return Decimal.parse(text.trim().replaceAll(/[\s,'_]/g, ''));
}
