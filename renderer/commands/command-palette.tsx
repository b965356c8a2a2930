import '@mantine/spotlight/styles.css';

import { useRef } from 'react';
import { Group } from '@mantine/core';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { type Command, useCommandStore } from '#renderer/commands/command-store.ts';
import { findCommands } from '#renderer/commands/find-commands.ts';
import { paletteStore } from '#renderer/commands/open-palette.ts';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
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

  const held = Object.values(useCommandStore());
  const commands = order.flatMap((group) => held.filter((command) => command.group === group));

  /** A group stands where its first hit does. */
  function groupsFor(text: string): SpotlightActionGroupData[] {
    const found = findCommands(commands, text);
    const groups = [...new Set(found.map((command) => command.group))];
    return groups.map((group) => ({
      group,
      actions: found.filter((command) => command.group === group).map(actionOf),
    }));
  }

  function actionOf(command: Command): SpotlightActionData {
    return {
      id: command.id,
      label: command.title,
      ...(command.sends === true ? { description: sendsWords } : {}),
      rightSection: command.key === undefined ? undefined : <KeyCaps binding={command.key} />,
      onClick: () => {
        chosen.current = command.run;
      },
    };
  }

  return (
    <Spotlight
      store={paletteStore}
      actions={groupsFor('')}
      filter={groupsFor}
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
