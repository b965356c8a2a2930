/** What of a portfolio, an asset or a round trip can be told to be made of entries. */
export const explainedFigures = [
  'quantity',
  'cost',
  'realised',
  'income',
  'fees',
  'paidIn',
  'gainBroughtIn',
  'gainTakenOut',
  'other',
] as const;
export type ExplainedFigure = (typeof explainedFigures)[number];
