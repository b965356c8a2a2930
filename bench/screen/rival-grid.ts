import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';

/** The whole of it as one file for a page, beside what it exports. */
const library = fileURLToPath(
  new URL('../ag-grid-community.min.js', import.meta.resolve('ag-grid-community')),
);

export type RivalRow = Readonly<Record<string, string>>;

/** Told once: AG Grid in the place, and with the rows and columns, that our blotter has. What ticks is in view at first. */
const script = `
const { rows, ticking, updates } = globalThis.given;
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 8 });
const right = { type: 'rightAligned', valueFormatter: ({ value }) => value === '' ? '–' : number.format(Number(value)) };
const grid = agGrid.createGrid(document.getElementById('grid'), {
  rowData: rows,
  rowHeight: 26,
  getRowId: ({ data }) => data.id,
  defaultColDef: { width: 90, sortable: true, filter: true, resizable: true },
  columnDefs: [
    { field: 'symbol' }, { field: 'side', width: 60 }, { field: 'quantity', ...right }, { field: 'filled', ...right },
    { field: 'limit', ...right, sort: 'desc' }, { field: 'status', width: 102 }, { field: 'time', width: 110 }, { field: 'type' },
    { field: 'stop', ...right }, { field: 'average', ...right }, { field: 'strategy' }, { field: 'tif', width: 60 },
  ],
});
const moving = rows.toSorted((left, right) => right.limit - left.limit).slice(0, ticking);
let turn = 0;
globalThis.ticking = false;
setInterval(() => {
  if (!globalThis.ticking) return;
  turn += 1;
  for (const row of moving) grid.applyTransactionAsync({ update: [{ ...row, average: String(turn % 97 / 10000 + 1) }] });
}, 1000 / updates);
globalThis.scroller = () => document.querySelector('.ag-grid-viewport, .ag-body-viewport');
`;

/** The best known grid alone, on the same rows: so many of them are told a new price so many times a second, when `ticking` is true. */
export async function openRival(
  browser: Browser,
  given: { readonly rows: readonly RivalRow[]; readonly ticking: number; readonly updates: number },
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 340 } });
  await page.setContent('<div id="grid" style="height: 320px; width: 1180px"></div>');
  await page.addScriptTag({ path: library });
  await page.evaluate((value) => Object.assign(globalThis, { given: value }), given);
  await page.addScriptTag({ content: script });
  await page.getByRole('row').nth(5).waitFor();
  return page;
}
