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

type TopBarProps = { readonly workspace: WorkspaceInfo; readonly onCancelAll: () => void };

export function TopBar({ workspace, onCancelAll }: TopBarProps) {
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
        Cancel all {activeOrders > 0 && <span className={classes['count']}>{activeOrders}</span>}
      </Button>
      <AlertsMenu />
      <Button variant="default" title="Command palette" onClick={openPalette}>
        <span className={classes['paletteWord']}>Commands</span>
        <CommandKeyCaps of="view.palette" />
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">Menu</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <FocusReturn />
          <Menu.Item onClick={() => runCommand('view.settings')}>Settings</Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.accounts')}>Accounts</Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.maintain')}>Workspace</Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.import')}>Import history</Menu.Item>
          <Menu.Item onClick={() => runCommand('view.resetLayout')}>Reset layout</Menu.Item>
          <Menu.Item onClick={() => runCommand('view.keys')}>Keys</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => runCommand('workspace.close')}>Back to first page</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
