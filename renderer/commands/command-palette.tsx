import '@mantine/spotlight/styles.css';

import { Group } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { type Command, useCommandStore } from '#renderer/commands/command-store.ts';
import { paletteStore } from '#renderer/commands/open-palette.ts';
import { KeyCaps } from '#renderer/commands/key-caps.tsx';

const order: readonly Command['group'][] = ['Orders', 'Market', 'Panels', 'View', 'Workspace'];

/** Every action by name. Its key is a command of its own, so Mantine's is off. */
export function CommandPalette() {
  const commands = Object.values(useCommandStore());
  const actions: SpotlightActionGroupData[] = order.map((group) => ({
    group,
    actions: commands
      .filter((command) => command.group === group)
      .map((command) => ({
        id: command.id,
        label: command.title,
        rightSection: command.key === undefined ? undefined : <KeyCaps binding={command.key} />,
        // After the palette has closed and given the focus back: the command may move it.
        onClick: () => setTimeout(command.run),
      })),
  }));

  return (
    <Spotlight
      store={paletteStore}
      actions={actions.filter((group) => group.actions.length > 0)}
      shortcut={null}
      nothingFound="No action of that name"
      highlightQuery
      scrollable
      maxHeight={440}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.55, blur: 0 }}
      aria-label="Command palette"
      searchProps={{
        placeholder: 'Type an action',
        'aria-label': 'Find an action',
        rightSection: (
          <Group gap={4} wrap="nowrap">
            <KeyCaps binding="Escape" />
          </Group>
        ),
      }}
    />
  );
}
