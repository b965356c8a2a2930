import { run } from '#renderer/core/run.ts';
import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { notifyFailure } from '#renderer/controls/notify-failure.tsx';
import { hiddenText } from '#renderer/format/privacy.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { inPrivacy } from './column.ts';
import { toCsv } from './csv.ts';
import { download } from './download.ts';
import type { ChangeView, GridView } from './grid-view.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { ColumnModel } from './use-column-model.ts';
import type { GridRows } from './use-grid-rows.ts';
import classes from './data-grid.module.css';

export function GridToolbar<Row>({
  model,
  view,
  grid,
  fileName,
  onChange,
  onReset,
  children,
}: {
  readonly model: ColumnModel<Row>;
  readonly view: GridView;
  readonly grid: GridRows<Row>;
  readonly fileName: string;
  readonly onChange: ChangeView;
  readonly onReset: () => void;
  readonly children: ReactNode;
}) {
  const [exporting, setExporting] = useState(false);
  const privacy = usePreferencesStore((state) => state.privacy);
  const format = useFormat();
  const exported = model.visible.filter((column) => column.kind !== 'action');
  const filters = Object.values(view.filters).filter((text) => text.trim() !== '').length;

  async function exportCsv(): Promise<void> {
    setExporting(true);
    const rows = await grid.exportRows();
    setExporting(false);
    if (rows.ok)
      download(
        `${fileName}.csv`,
        toCsv(
          exported.map((column) => (privacy ? inPrivacy(column) : column)),
          rows.value,
        ),
      );
    else notifyFailure('Exporting', rows.error);
  }

  return (
    <div className={classes['toolbar']}>
      <div className={classes['toolbarLeft']}>{children}</div>
      <span className={`${classes['count']} td-number`}>{countText(grid, format)}</span>
      <button
        type="button"
        className={classes['textButton']}
        aria-pressed={view.filtersShown}
        onClick={() => onChange(() => ({ filtersShown: !view.filtersShown }))}
      >
        {filters === 0 ? 'Filter' : `Filter (${filters})`}
      </button>
      {filters > 0 && (
        <button
          type="button"
          className={classes['textButton']}
          onClick={() => onChange(() => ({ filters: {} }))}
        >
          Clear
        </button>
      )}
      <Menu closeOnItemClick={false} position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" className={classes['textButton']}>
            Columns
          </button>
        </Menu.Target>
        <ColumnMenu model={model} onReset={onReset} />
      </Menu>
      <button
        type="button"
        className={classes['textButton']}
        disabled={exporting || grid.rows.length === 0}
        title={`Export exactly the filtered rows${privacy ? ', their amounts hidden' : ''}`}
        onClick={() => run(exportCsv())}
      >
        {csvWord(exporting, privacy)}
      </button>
    </div>
  );
}

function csvWord(exporting: boolean, privacy: boolean): string {
  if (exporting) return 'Exporting…';
  return privacy ? `CSV ${hiddenText}` : 'CSV';
}

function countText<Row>({ rows, partial, filter }: GridRows<Row>, format: Format): string {
  const count = format.count(rows.length);
  if (partial === undefined) return `${count} ${rows.length === 1 ? 'row' : 'rows'}`;
  return filter.active
    ? `${count} found in ${format.count(partial.fetched)} of ${partial.total}`
    : `${count} of ${partial.total}`;
}
