import { run } from '#renderer/core/run.ts';
import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { notifyFailure } from '#renderer/controls/notify-failure.tsx';
import { hiddenText } from '#renderer/format/privacy.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { inPrivacy } from './column.ts';
import { csvFile, toCsv } from './csv.ts';
import { download } from './download.ts';
import type { ChangeView, GridView } from './grid-view.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { ColumnModel } from './use-column-model.ts';
import type { GridItems } from './use-grid-items.ts';
import { GroupMenu, GroupSection } from './group-menu.tsx';
import classes from './data-grid.module.css';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

export function GridToolbar<Row>({
  model,
  view,
  grid,
  name,
  fileName,
  onChange,
  onReset,
  children,
}: {
  readonly model: ColumnModel<Row>;
  readonly view: GridView;
  readonly grid: GridItems<Row>;
  readonly name: string;
  readonly fileName: string;
  readonly onChange: ChangeView;
  readonly onReset: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const [exporting, setExporting] = useState(false);
  const privacy = usePreferencesStore((state) => state.privacy);
  const format = useFormat();
  const exported = model.visible.filter((column) => column.kind !== 'action');
  const grouping = { columns: model.ordered, view, groups: grid.groups?.groups, onChange };
  const filters = Object.values(view.filters).filter((text) => text.trim() !== '').length;

  async function exportCsv(): Promise<void> {
    setExporting(true);
    const rows = await grid.exportRows();
    setExporting(false);
    if (!rows.ok) return notifyFailure(say('grid.exportingRows'), rows.error);
    const columns = exported.map((column) => (privacy ? inPrivacy(column) : column));
    download(`${fileName}.csv`, csvFile(toCsv(columns, rows.value)));
  }

  return (
    <div className={classes['toolbar']}>
      <div className={classes['toolbarLeft']}>{children}</div>
      <span
        className={`${classes['count']} td-number`}
        data-of-groups={grid.groups === undefined ? undefined : ''}
      >
        {countText(say, grid, format)}
      </span>
      <button
        type="button"
        className={classes['textButton']}
        aria-pressed={view.filtersShown}
        onClick={() => onChange(() => ({ filtersShown: !view.filtersShown }))}
      >
        {filters === 0 ? say('grid.filter') : say('grid.filterCount', { count: filters })}
      </button>
      {filters > 0 && (
        <button
          type="button"
          className={classes['textButton']}
          onClick={() => onChange(() => ({ filters: {} }))}
        >
          {say('grid.clear')}
        </button>
      )}
      <GroupMenu {...grouping} name={name} />
      <Menu closeOnItemClick={false} position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" className={classes['textButton']}>
            {say('grid.columns')}
          </button>
        </Menu.Target>
        <ColumnMenu model={model} onReset={onReset}>
          <GroupSection {...grouping} />
        </ColumnMenu>
      </Menu>
      <button
        type="button"
        className={classes['textButton']}
        disabled={exporting || grid.rows.length === 0}
        title={exportHint(say, grid, privacy)}
        onClick={() => run(exportCsv())}
      >
        {csvWord(say, exporting, privacy)}
      </button>
    </div>
  );
}

function csvWord(say: Say, exporting: boolean, privacy: boolean): string {
  if (exporting) return say('grid.exporting');
  return privacy ? say('grid.csvPrivate', { hidden: hiddenText }) : say('grid.csv');
}

function exportHint<Row>(say: Say, { groups }: GridItems<Row>, privacy: boolean): string {
  if (groups === undefined) return say(privacy ? 'grid.exportHintPrivate' : 'grid.exportHint');
  return say(privacy ? 'grid.exportHintGroupsPrivate' : 'grid.exportHintGroups');
}

function countText<Row>(say: Say, grid: GridItems<Row>, format: Format): string {
  const { rows, partial, filter, groups } = grid;
  if (groups !== undefined && partial === undefined) {
    const { count } = groups.total;
    return count === undefined ? '' : say('grid.inGroups', { count, groups: groups.groups.length });
  }
  const count = format.count(rows.length);
  if (partial === undefined) return say('grid.rows', { count: rows.length });
  const { total } = partial;
  return filter.active
    ? say('grid.foundIn', { count, fetched: format.count(partial.fetched), total })
    : say('grid.of', { count, total });
}
