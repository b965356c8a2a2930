import { useEffect, useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { keepLinesApart } from '#renderer/controls/lines-apart.ts';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function Field({ cells }: { readonly cells: string }) {
  const [text, setText] = useState('');
  useEffect(keepLinesApart, []);
  return (
    <>
      <textarea aria-label="Spreadsheet" defaultValue={cells} />
      <NumberField
        label="Quantity"
        unit="DOGE"
        step="1"
        value={text}
        problem={undefined}
        onChange={setText}
      />
    </>
  );
}

test.each([
  ['100\n200', '100 ⏎ 200', true],
  ['\n1\n\n500\n', '1 ⏎ 500', true],
  ['12\n', '12', false],
])('of %j, copied and pasted, %j is in the field', async (cells, shown, refused) => {
  const { screen } = await renderScreen(<Field cells={cells} />);
  const field = screen.getByLabelText('Quantity');
  await userEvent.click(screen.getByLabelText('Spreadsheet'));
  await userEvent.keyboard('{Control>}a{/Control}');
  await userEvent.copy();
  await userEvent.click(field);
  await userEvent.paste();
  await userEvent.tab();
  await expect.poll(() => inputOf(field.element()).value.trim()).toBe(shown);
  expect(inputOf(field.element()).getAttribute('aria-invalid') === 'true').toBe(refused);
});

test('lines that are dropped are not one number either', async () => {
  const { screen } = await renderScreen(<Field cells={'100\n200'} />);
  const field = screen.getByLabelText('Quantity');
  const sheet = screen.getByLabelText('Spreadsheet');
  await userEvent.click(sheet);
  await userEvent.keyboard('{Control>}a{/Control}');
  await userEvent.dragAndDrop(sheet, field, {
    sourcePosition: { x: 8, y: 8 },
    targetPosition: { x: 8, y: 8 },
  });
  await expect.poll(() => inputOf(field.element()).value).toBe('100 ⏎ 200');
  await userEvent.click(sheet);
  expect(inputOf(field.element()).getAttribute('aria-invalid')).toBe('true');
});

function inputOf(element: Element): HTMLInputElement {
  if (!(element instanceof HTMLInputElement)) throw new Error('no input');
  return element;
}
