import { useEffect, useRef } from 'react';
import { Menu } from '@mantine/core';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';
import type { GridColumn } from './column.ts';
import type { GroupItem } from './group-item.ts';
import type { ChangeView, GridView } from './grid-view.ts';
import { offerGroups, type GroupableTable } from './groupable-tables.ts';
import classes from './data-grid.module.css';

type GroupChoicesProps<Row> = {
  readonly columns: readonly GridColumn<Row>[];
  readonly view: GridView;
  /** Those that are there; undefined while nothing is grouped. */
  readonly groups: readonly GroupItem[] | undefined;
  readonly onChange: ChangeView;
};

/** In the toolbar; where that has no room for it, the menu of the columns has the choices, and the palette always. */
export function GroupMenu<Row>(props: GroupChoicesProps<Row> & { readonly name: string }) {
  const say = useSay();
  const button = useRef<HTMLButtonElement>(null);
  const { columns, view, onChange, name } = props;
  const chosen = columns.find(({ id, group }) => id === view.groupBy && group !== undefined);
  const offered = useLatest((): GroupableTable => ({
    name: () => button.current?.closest('[role="region"]')?.getAttribute('aria-label') ?? name,
    choices: groupChoices(columns, say),
    chosen: chosen?.id,
    group: (id) => onChange(() => groupedBy(id)),
  }));
  useEffect(() => (canBeGrouped(columns) ? offerGroups(offered) : undefined), [columns, offered]);
  if (!canBeGrouped(columns)) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button
          ref={button}
          type="button"
          className={`${classes['textButton']} ${classes['groupButton']}`}
          aria-pressed={chosen !== undefined}
        >
          {chosen === undefined ? say('grid.group') : groupedByWords(chosen, say)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <FocusReturn />
        <Menu.Label>{say('grid.groupBy')}</Menu.Label>
        <GroupChoices {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

/**
 * The same at the head of another menu. No submenu: where there is little room it would open, under the pointer, over its
 * own item.
 */
export function GroupSection<Row>(props: GroupChoicesProps<Row>) {
  const say = useSay();
  if (!canBeGrouped(props.columns)) return null;
  return (
    <>
      <Menu.Label>{say('grid.groupBy')}</Menu.Label>
      <GroupChoices {...props} />
      <Menu.Divider />
    </>
  );
}

/** By what the table is grouped, and all of its groups opened or closed at once. */
function GroupChoices<Row>({ columns, view, groups, onChange }: GroupChoicesProps<Row>) {
  const say = useSay();
  const choices = groupChoices(columns, say);
  const chosen = choices.find(({ id }) => id === view.groupBy);
  return (
    <>
      <Menu.RadioGroup
        value={chosen?.id ?? ''}
        onChange={(id) => onChange(() => groupedBy(id === '' ? undefined : id))}
      >
        <Menu.RadioItem value="" closeMenuOnClick>
          {say('grid.groupByNothing')}
        </Menu.RadioItem>
        {choices.map(({ id, label }) => (
          <Menu.RadioItem key={id} value={id} closeMenuOnClick>
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Item
        disabled={groups === undefined}
        closeMenuOnClick
        onClick={() => onChange(() => ({ opened: (groups ?? []).slice(0, mostOpened).map(({ id }) => id) }))}
      >
        {(groups?.length ?? 0) > mostOpened
          ? say('grid.openFirst', { count: String(mostOpened) })
          : say('grid.openAll')}
      </Menu.Item>
      <Menu.Item
        disabled={groups === undefined}
        closeMenuOnClick
        onClick={() => onChange(() => ({ opened: [] }))}
      >
        {say('grid.closeAll')}
      </Menu.Item>
    </>
  );
}

function groupChoices<Row>(columns: readonly GridColumn<Row>[], say: Say): GroupableTable['choices'] {
  return columns
    .filter(({ group }) => group !== undefined)
    .map(({ id, header, kind }) => ({
      id,
      label: kind === 'time' ? say('grid.dayOf', { column: header }) : header,
    }));
}

function canBeGrouped<Row>(columns: readonly GridColumn<Row>[]): boolean {
  return columns.some(({ group }) => group !== undefined);
}

function groupedByWords<Row>({ kind, header }: GridColumn<Row>, say: Say): string {
  return kind === 'time' ? say('grid.groupedByDay') : say('grid.groupedBy', { column: header });
}

/** Each that is open asks for a page of its own. */
const mostOpened = 50;

/** The groups of another column are closed. */
export function groupedBy(id: string | undefined): Pick<GridView, 'groupBy' | 'opened'> {
  return { groupBy: id, opened: [] };
}
