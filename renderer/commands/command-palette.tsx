import '@mantine/spotlight/styles.css';

import { useRef } from 'react';
import { Group } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { type Command, useCommandStore } from '#renderer/commands/command-store.ts';
import { paletteStore } from '#renderer/commands/open-palette.ts';
import { FocusReturn } from '#renderer/focus/focus-return.tsx';
import { KeyCaps } from '#renderer/commands/key-caps.tsx';

const order: readonly Command['group'][] = ['Orders', 'Market', 'Panels', 'View', 'Workspace'];

const sendsWords = 'May send an order: from the ticket, or anywhere while keys are armed';

/** Every action by name. Its key is a command of its own, so Mantine's is off. */
export function CommandPalette() {
  const chosen = useRef<() => void>(undefined);

  /** The palette has closed and given the focus back: the command may move it. */
  function runChosen(): void {
    const run = chosen.current;
    chosen.current = undefined;
    run?.();
  }

  const commands = Object.values(useCommandStore());
  const actions: SpotlightActionGroupData[] = order.map((group) => ({
    group,
    actions: commands
      .filter((command) => command.group === group)
      .map((command) => ({
        id: command.id,
        label: command.title,
        ...(command.sends === true ? { description: sendsWords } : {}),
        rightSection: command.key === undefined ? undefined : <KeyCaps binding={command.key} />,
        onClick: () => {
          chosen.current = command.run;
        },
      })),
  }));

  return (
    <Spotlight
      store={paletteStore}
      actions={actions.filter((group) => group.actions.length > 0)}
      shortcut={null}
      onSpotlightClose={runChosen}
      nothingFound="No action of that name"
      highlightQuery
      scrollable
      maxHeight={440}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.55, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      searchProps={{
        placeholder: 'Type an action',
        'aria-label': 'Find an action',
        rightSection: (
          <Group gap={4} wrap="nowrap">
            <FocusReturn />
            <KeyCaps binding="Escape" />
          </Group>
        ),
      }}
    />
  );
}
