import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ok } from '#src/domain/result.ts';
import { MapColumns } from '#renderer/pages/import/map-columns.tsx';
import { findMapping, keepMapping, type SavedMapping } from '#renderer/pages/import/saved-mapping.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const header = ['When', 'Pair', 'Qty', 'Sum', 'Level'];
const unknown = {
  code: 'UNKNOWN_FORMAT',
  header,
  samples: [['2025-01-31', 'ADA-EUR', '5', '-10', 'Trade']],
  guess: { time: 0, symbol: 1, quantity: 2, total: 3 },
} as const;

async function mapFile(known?: SavedMapping, samples: readonly (readonly string[])[] = unknown.samples) {
  const mapped: SavedMapping[] = [];
  const { screen } = await renderScreen(
    <MapColumns
      fileName="a.csv"
      unknown={{ ...unknown, samples: samples.map((cells) => [...cells]) }}
      known={known}
      onMapped={(mapping) => mapped.push(mapping)}
      onStartOver={() => undefined}
    />,
    {},
  );
  return { screen, mapped };
}

test('a file without a column for the side is read by a sign that the trader names, and not before', async () => {
  const { screen, mapped } = await mapFile();
  const preview = screen.getByRole('button', { name: 'Preview' });
  await expect.element(preview).toBeDisabled();
  await screen.getByRole('combobox', { name: 'Side' }).click();
  await screen.getByRole('option', { name: 'Sign of the total: a minus pays, and buys' }).click();
  await preview.click();
  expect(mapped).toMatchObject([{ direction: 'paid', columns: { total: 3 } }]);
  expect(mapped[0]?.columns.side).toBeUndefined();
  await screen.getByRole('combobox', { name: 'Side' }).click();
  await screen.getByRole('option', { name: 'Level' }).click();
  await preview.click();
  expect(mapped[1]).toMatchObject({ columns: { side: 4 } });
  expect(mapped[1]?.direction).toBeUndefined();
});

test('a quantity with a minus tells the side by itself', async () => {
  const { screen, mapped } = await mapFile(undefined, [['2025-01-31', 'ADA-EUR', '-5', '10', '']]);
  await screen.getByRole('button', { name: 'Preview' }).click();
  expect(mapped).toMatchObject([{ direction: 'quantity' }]);
});

test('what was answered of such a file before is told, and asked again where the trader wants it', async () => {
  const known: SavedMapping = {
    header,
    columns: { ...unknown.guess, level: 4 },
    direction: 'paid',
    times: { zone: 'UTC', order: 'YMD' },
    decimal: '.',
    answers: { 'level SUMMARY': 'passed', fees: 'paid' },
  };
  const { screen, mapped } = await mapFile(known);
  await expect
    .element(screen.getByText('“SUMMARY” is passed over, fees with a minus are paid.', { exact: false }))
    .toBeVisible();
  await screen.getByRole('button', { name: 'Preview' }).click();
  expect(mapped[0]?.answers).toEqual(known.answers);
  await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
  await screen.getByRole('button', { name: 'Preview' }).click();
  expect(mapped[1]?.answers).toEqual({});
});

test('of the answers, those are kept that hold for every file of the kind', async () => {
  const kept: string[] = [];
  const { client } = await renderScreen(<p />, {
    'settings.set': async ({ json }) => {
      kept.push(json);
      return ok({ epoch: 'e', sequence: 1 });
    },
    'settings.find': async ({ keys }) =>
      ok({ epoch: 'e', sequence: 1, values: [{ key: keys[0] ?? '', json: kept.at(-1) ?? '' }] }),
  });
  const mapping = {
    header,
    columns: unknown.guess,
    times: { zone: 'UTC', order: 'YMD' },
    decimal: '.',
  } as const;
  await keepMapping(
    client,
    { ...mapping, header: [...header] },
    { 'level ORDER': 'counts', 'status OK': 'traded', fees: 'paid', direction: 'BUY', totals: 'leave' },
  );
  expect((await findMapping(client, header))?.answers).toEqual({
    'level ORDER': 'counts',
    'status OK': 'traded',
    fees: 'paid',
  });
});
