import { Menu } from '@mantine/core';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import type { ColumnModel } from './use-column-model.ts';

/** Shows and hides columns, and moves them: what dragging a header does, for the keyboard. */
export function ColumnMenu<Row>({
  model,
  onReset,
}: {
  readonly model: ColumnModel<Row>;
  readonly onReset: () => void;
}) {
  return (
    <Menu.Dropdown>
      <FocusReturn />
      <Menu.Label>Columns</Menu.Label>
      {model.ordered.map((column, index) => {
        const before = model.ordered[index - 1];
        const after = model.ordered[index + 1];
        return (
          <Menu.CheckboxItem
            key={column.id}
            checked={model.isVisible(column.id)}
            onChange={(checked) => model.setVisible(column.id, checked)}
            title="Alt with the arrow keys moves it"
            onKeyDown={(event) => {
              const target = { ArrowUp: before, ArrowDown: after }[event.key];
              if (!event.altKey || target === undefined) return;
              event.preventDefault();
              event.stopPropagation();
              model.move(column.id, target.id);
            }}
          >
            {column.header}
          </Menu.CheckboxItem>
        );
      })}
      <Menu.Divider />
      <Menu.Item onClick={onReset}>Reset columns</Menu.Item>
    </Menu.Dropdown>
  );
}
