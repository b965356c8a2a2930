import { Button, Menu } from '@mantine/core';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { AppIcon } from '#renderer/controls/app-icon.tsx';
import { runCommand } from '#renderer/commands/handlers.ts';
import { openPalette } from '#renderer/commands/open-palette.ts';
import { CommandKeyCaps } from '#renderer/commands/key-caps.tsx';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import { useActiveOrderCount } from '#renderer/core/active-orders.ts';
import { ArmSwitch } from './arm-switch.tsx';
import { AlertsMenu } from './alerts-menu.tsx';
import { EquityStrip } from './equity-strip.tsx';
import { FeedChips } from './feed-chips.tsx';
import { KindBadge } from '#renderer/controls/kind-badge.tsx';
import classes from './top-bar.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

type TopBarProps = { readonly workspace: WorkspaceInfo; readonly onCancelAll: () => void };

export function TopBar({ workspace, onCancelAll }: TopBarProps) {
  const say = useSay();
  const activeOrders = useActiveOrderCount();
  return (
    <header className={classes['bar']}>
      <AppIcon size={22} />
      <h1 className={classes['name']} title={workspace.name}>
        {workspace.name}
      </h1>
      <KindBadge kind={workspace.kind} />
      <EquityStrip />
      <span className={classes['space']} />
      <FeedChips />
      <ArmSwitch />
      <Button variant="outline" color="red" className={classes['cancel'] ?? ''} onClick={onCancelAll}>
        {say('desk.cancelAll')} {activeOrders > 0 && <span className={classes['count']}>{activeOrders}</span>}
      </Button>
      <AlertsMenu />
      <Button variant="default" title={say('desk.palette')} onClick={openPalette}>
        <span className={classes['paletteWord']}>{say('desk.commands')}</span>
        <CommandKeyCaps of="view.palette" />
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">{say('desk.menu')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <FocusReturn />
          <Menu.Item onClick={() => runCommand('view.settings')}>{say('desk.settings')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.accounts')}>{say('desk.accounts')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.maintain')}>{say('desk.workspace')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.import')}>{say('desk.import')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('view.resetLayout')}>{say('desk.resetLayout')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('view.keys')}>{say('desk.keys')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => runCommand('workspace.close')}>{say('desk.leave')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
