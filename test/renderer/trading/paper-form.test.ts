import { expect, test } from 'vitest';
import { newPaperWorkspace } from '#src/contract/workspace.ts';
import {
  type PaperForm,
  paperFormProblems,
  paperWorkspaceOf,
  withFormSeparators,
} from '#renderer/trading/paper-form.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

const form: PaperForm = {
  separators: 'comma-point',
  name: ' Paper trading ',
  venue: 'binance',
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
    venue: 'binance',
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

test.each([
  ['deposit', '10.000', /10 with your separators.*10,000 where/u],
  ['makerFeePercent', '0,1', /0\.1 where numbers are written 1\.234,50/u],
  ['takerFeePercent', '0,1', /0\.1 where numbers are written 1\.234,50/u],
  ['deposit', '100 EUR', /in USDT/u],
] as const)('%s "%s" is refused with what it could be', (field, value, words) => {
  const wrong = { ...form, [field]: value };
  expect(paperFormProblems(wrong)[field]).toMatch(words);
  expect(paperWorkspaceOf(wrong)).toBeUndefined();
});

test('amounts and fees are read as the trader writes numbers', () => {
  const european = { ...form, separators: 'point-comma', deposit: '10.000', makerFeePercent: '0,1' } as const;
  expect(paperWorkspaceOf(european)).toMatchObject({ deposit: '10000', makerFee: '0.001' });
  expect(paperWorkspaceOf({ ...form, deposit: '$10,000.50', makerFeePercent: '.075 %' })).toMatchObject({
    deposit: '10000.5',
    makerFee: '0.00075',
  });
});

test('another setting writes the same numbers anew', () => {
  const european = withFormSeparators({ ...form, deposit: '10,000.5 USDT' }, 'point-comma');
  expect(european).toMatchObject({ deposit: '10.000,5 USDT', makerFeePercent: '0,1' });
  expect(paperWorkspaceOf(european)).toEqual(paperWorkspaceOf({ ...form, deposit: '10000.5' }));
});
