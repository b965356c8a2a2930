import { Button } from '@mantine/core';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { AppIcon } from '#renderer/controls/app-icon.tsx';
import { openPalette } from '#renderer/commands/open-palette.ts';
import { CommandKeyCaps } from '#renderer/commands/key-caps.tsx';
import { FaultBoundary } from '#renderer/controls/fault-boundary.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { KillSwitch } from './kill-switch.tsx';
import { ArmSwitch } from './arm-switch.tsx';
import { AlertsMenu } from './alerts-menu.tsx';
import { FeedChips } from './feed-chips.tsx';
import { LaterMenu } from './later-menu.tsx';
import { KindBadge } from '#renderer/controls/kind-badge.tsx';
import classes from './top-bar.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** It is empty until the core has valued something, and so comes after the first paint. */
const EquityStrip = lazyPart(async () => (await import('./equity-strip.tsx')).EquityStrip, null);
const BarMenu = lazyPart(async () => (await import('./bar-menu.tsx')).BarMenu);

type TopBarProps = { readonly workspace: WorkspaceInfo; readonly onCancelAll: () => void };

export function TopBar({ workspace, onCancelAll }: TopBarProps) {
  const say = useSay();
  const activeOrders = useLiveStore((state) => state.orders.size);
  return (
    <header className={classes['bar']}>
      <AppIcon size={22} />
      <h1 className={classes['name']} title={workspace.name}>
        {workspace.name}
      </h1>
      <KindBadge kind={workspace.kind} />
      <FaultBoundary name={say('desk.equity')}>
        <EquityStrip />
      </FaultBoundary>
      <span className={classes['space']} />
      <FeedChips />
      <ArmSwitch />
      <Button variant="outline" color="red" className={classes['cancel'] ?? ''} onClick={onCancelAll}>
        {say('desk.cancelAll')} {activeOrders > 0 && <span className={classes['count']}>{activeOrders}</span>}
      </Button>
      <KillSwitch onCancelAll={onCancelAll} />
      <AlertsMenu />
      <Button variant="default" title={say('desk.palette')} onClick={openPalette}>
        <span className={classes['paletteWord']}>{say('desk.commands')}</span>
        <CommandKeyCaps of="view.palette" />
      </Button>
      <LaterMenu name={say('desk.menu')} Menu={BarMenu} button={{ children: say('desk.menu') }} />
    </header>
  );
}
