import { expect, test } from 'vitest';
import { newPaperWorkspace } from '#src/contract/workspace.ts';
import { type PaperForm, paperFormProblems, paperWorkspaceOf } from '#renderer/first-page/paper-form.ts';

const form: PaperForm = {
  name: ' Paper trading ',
  feed: 'binance',
  baseCurrency: 'usdt',
  deposit: '10,000',
  makerFeePercent: '0.1',
  takerFeePercent: '0',
  lotMethod: 'FIFO',
};

test('fees are typed in per cent and sent as shares', () => {
  const workspace = paperWorkspaceOf(form);
  expect(newPaperWorkspace.parse(workspace)).toEqual({
    name: 'Paper trading',
    feed: 'binance',
    baseCurrency: 'USDT',
    deposit: '10000',
    makerFee: '0.001',
    takerFee: '0',
    lotMethod: 'FIFO',
  });
});

test.each([
  ['name', ' '],
  ['baseCurrency', ''],
  ['deposit', '0'],
  ['deposit', 'a lot'],
  ['makerFeePercent', '-1'],
  ['takerFeePercent', '50'],
] as const)('%s "%s" is pointed out, and nothing is sent', (field, value) => {
  const wrong = { ...form, [field]: value };
  expect(Object.keys(paperFormProblems(wrong))).toEqual([field]);
  expect(paperWorkspaceOf(wrong)).toBeUndefined();
});
