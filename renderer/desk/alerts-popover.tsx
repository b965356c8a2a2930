import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { AlertEntries } from './alert-entries.tsx';
import classes from './alerts-menu.module.css';
import type { BarMenuProps } from './later-menu.tsx';

export function AlertsPopover({ button, startsOpened }: BarMenuProps) {
  const say = useSay();
  const alerts = useLiveStore((state) => state.alerts);
  const [opened, setOpened] = useState(startsOpened);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={420} trapFocus>
      <Popover.Target>
        <Button variant="default" {...button} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''} aria-label={say('desk.alerts')}>
        <FocusReturn />
        <AlertEntries alerts={alerts} />
      </Popover.Dropdown>
    </Popover>
  );
}
