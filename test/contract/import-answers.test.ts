import { expect, test } from 'vitest';
import { importBegin } from '#src/contract/imports.ts';

const begin = (answers: object) => importBegin.safeParse({ fileName: 'a.csv', answers });

const statuses = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`status ${at}`, 'traded']));

test.each([
  [{ currency: '' }, 'currency'],
  [{ currency: 'A\u202EB' }, 'currency'],
  [{ zone: 'Nowhere/Else' }, 'zone'],
  [{ zone: '' }, 'zone'],
])('%j is no answer, and the field is named', (answers, field) => {
  expect(begin(answers).error?.issues[0]?.path).toEqual(['answers', field]);
});

test('no more answers come than a file asks questions', () => {
  expect(begin(statuses(100)).success).toBe(true);
  expect(begin(statuses(101)).success).toBe(false);
});

test('what a file asks is answered', () => {
  expect(begin({ zone: 'Europe/Berlin', currency: 'EUR', decimal: ',', 'status OK': 'traded' }).success).toBe(
    true,
  );
});
