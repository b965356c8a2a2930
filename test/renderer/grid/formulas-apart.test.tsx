import { useEffect } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { keepFormulasOut } from '#renderer/grid/formulas-apart.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function Preview({ cells }: { readonly cells: readonly string[] }) {
  useEffect(keepFormulasOut, []);
  return (
    <table>
      <tbody>
        <tr>
          {cells.map((text) => (
            <td key={text}>{text}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

test.each([
  [['BTC-USDT', '=1+1', '@x'], "BTC-USDT\t'=1+1\t'@x"],
  [['=HYPERLINK("http://x","y")'], '\'=HYPERLINK("http://x","y")'],
  [['=1+1', '+0.29%', '-5.00', '−1,234.50'], "'=1+1\t+0.29%\t-5.00\t−1,234.50"],
])('a copy of %j beside the tables holds no formula, and its numbers stay', async (cells, pasted) => {
  const { screen } = await renderScreen(<Preview cells={cells} />);
  let text: string | undefined;
  document.addEventListener('copy', (event) => (text = event.clipboardData?.getData('text/plain')), {
    once: true,
  });
  document.getSelection()?.selectAllChildren(screen.getByRole('row').element());
  await userEvent.copy();
  expect(text?.trim()).toBe(pasted);
});
