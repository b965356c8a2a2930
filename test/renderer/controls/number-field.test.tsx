import { useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function Field({ start }: { readonly start: string }) {
  const [text, setText] = useState('');
  return (
    <NumberField
      label="Limit price"
      unit="USDT"
      step="0.01"
      start={() => start}
      value={text}
      problem={undefined}
      onChange={setText}
    />
  );
}

test('the arrow keys begin at the market and move by the tick', async () => {
  const { screen } = await renderScreen(<Field start="100.07" />);
  const field = screen.getByLabelText('Limit price');
  await userEvent.click(field);
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(field).toHaveValue('100.07');
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(field).toHaveValue('100.08');
});

test.each([{ isComposing: true }, { keyCode: 229 }])(
  'the arrow keys of an input method (%o) move nothing',
  async (press) => {
    const { screen } = await renderScreen(<Field start="100.07" />);
    const field = screen.getByLabelText('Limit price');
    await userEvent.fill(field, '１２');
    for (const key of ['ArrowUp', 'ArrowDown'])
      field.element().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...press }));
    await expect.element(field).toHaveValue('１２');
  },
);
