import '@mantine/spotlight/styles.css';

import { useRef } from 'react';
import { Group } from '@mantine/core';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useBindings } from '#renderer/commands/bindings.ts';
import type { Command } from '#renderer/commands/definitions.ts';
import { runCommand, usePossibleCommands } from '#renderer/commands/handlers.ts';
import { paletteStore } from '#renderer/commands/open-palette.ts';
import {
  inPaletteOrder,
  isNamed,
  type PaletteFinder,
  type PaletteItem,
} from '#renderer/commands/palette-items.ts';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import { KeyCaps } from '#renderer/commands/key-caps.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

type CommandPaletteProps = {
  /** What else is found by its name, beside the commands. */
  readonly finders: readonly PaletteFinder[];
};

/** Every action by name, and what else is found. Its key is a command of its own, so Mantine's is off. */
export function CommandPalette({ finders }: CommandPaletteProps) {
  const say = useSay();
  const chosen = useRef<() => void>(undefined);
  const commands = usePossibleCommands().filter(({ when }) => when !== 'table');
  const bindings = useBindings();

  /** The palette has closed and given the focus back: the command may move it. */
  function runChosen(): void {
    const run = chosen.current;
    chosen.current = undefined;
    run?.();
  }

  /** A group stands where its first hit does. */
  function groupsFor(text: string): SpotlightActionGroupData[] {
    const named = commands.map(itemOf).filter(({ label }) => isNamed(label, text));
    const found = inPaletteOrder([...named, ...finders.flatMap((find) => find(text))], text);
    const groups = [...new Set(found.map((item) => item.group))];
    return groups.map((group) => ({
      group,
      actions: found.filter((item) => item.group === group).map(actionOf),
    }));
  }

  function itemOf({ id, group, name, sends, arms }: Command): PaletteItem {
    return {
      id,
      group: say(`command.group_${group}`),
      label: name(),
      note: sends === true ? say('palette.sends') : undefined,
      key: bindings.keysOf(id)[0],
      dangerous: sends === true || arms === true,
      run: () => runCommand(id),
    };
  }

  function actionOf({ id, label, note, key, run }: PaletteItem): SpotlightActionData {
    return {
      id,
      label,
      ...(note === undefined ? {} : { description: note }),
      rightSection: key === undefined ? undefined : <KeyCaps binding={key} />,
      onClick: () => {
        chosen.current = run;
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
      nothingFound={say('palette.nothingFound')}
      highlightQuery
      scrollable
      maxHeight={440}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.55, blur: 0 }}
      attributes={{ content: { 'aria-label': say('command.view.palette') } }}
      searchProps={{
        placeholder: say('palette.type'),
        'aria-label': say('palette.find'),
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
