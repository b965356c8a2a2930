import { expect, test } from 'vitest';
import { guessNotation } from '#renderer/pages/import/guess-notation.ts';

const columns = { time: 0, quantity: 1, price: 2 };

function guess(...rows: readonly string[]) {
  return guessNotation(
    rows.map((row) => row.split(';')),
    columns,
  );
}

test('the day or the month is told apart by what no month can be', () => {
  expect(guess('2025-01-31;1;2').order).toBe('YMD');
  expect(guess('31.01.2025 15:05:09;1;2').order).toBe('DMY');
  expect(guess('01/05/2025;1;2', '01/31/2025;1;2').order).toBe('MDY');
  // The preview asks.
  expect(guess('01/02/2025;1;2').order).toBe('YMD');
  expect(guess('1735689600000;1;2').order).toBe('YMD');
});

test('the side is told by the sign of the quantity only where one has it', () => {
  expect(guess('2025-01-31;5;2', '2025-01-31;-5;2').direction).toBe('quantity');
  expect(guess('2025-01-31;5;2', '2025-01-31;(5);2').direction).toBe('quantity');
  expect(guess('2025-01-31;5;2', '2025-01-31;5;-2').direction).toBeUndefined();
});

test('the decimal separator is the last sign of a number', () => {
  expect(guess('2025-01-31;0,5;30.000,10').decimal).toBe(',');
  expect(guess('2025-01-31;0.5;30,000.10').decimal).toBe('.');
  expect(guess('2025-01-31;1,000;2,500').decimal).toBe('.');
  expect(guess('2025-01-31;0,125;0,250').decimal).toBe(',');
  expect(guess('2025-01-31;3;4').decimal).toBe('.');
});
