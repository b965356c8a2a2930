import { run } from '#renderer/core/run.ts';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useWorkspaceSelection } from './use-workspace-selection.ts';
import { Banners } from '#renderer/controls/banners.tsx';
import { Dock } from './dock.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useLeaving } from './use-leaving.ts';
import { usePanelSteps } from './use-panel-steps.ts';
import classes from './workspace-page.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const WorkspaceDialog = lazyPart(
  async () => (await import('#renderer/pages/maintenance/workspace-dialog.tsx')).WorkspaceDialog,
);

const AccountsDialog = lazyPart(
  async () => (await import('#renderer/pages/accounts/accounts-dialog.tsx')).AccountsDialog,
);

const CancelAllDialog = lazyPart(
  async () => (await import('#renderer/trading/cancel-all-dialog.tsx')).CancelAllDialog,
);

const KillSwitchBanner = lazyPart(
  async () => (await import('./kill-switch-banner.tsx')).KillSwitchBanner,
  <></>,
);

const LeaveDialog = lazyPart(async () => (await import('./leave-dialog.tsx')).LeaveDialog);

export function WorkspacePage({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const say = useSay();
  const [cancelling, cancelDialog] = useDisclosure(false);
  const [maintaining, maintenance] = useDisclosure(false);
  const [accountsOpened, accounts] = useDisclosure(false);
  const killSwitchAt = useLiveStore((state) => state.killSwitchAt);
  useWorkspaceSelection();
  const leaving = useLeaving(workspace);
  usePanelSteps();
  useCommandHandlers({
    'orders.cancelAll': cancelDialog.open,
    'workspace.accounts': accounts.open,
    'workspace.maintain': maintenance.open,
    'workspace.close': leaving.leave,
  });

  useEffect(() => {
    document.title = say('desk.title', { name: workspace.name, kind: say(`desk.kind_${workspace.kind}`) });
    return () => {
      document.title = 'Tapedeck';
    };
  }, [say, workspace.name, workspace.kind]);

  return (
    <div className={classes['frame']} data-kind={workspace.kind}>
      <TopBar workspace={workspace} onCancelAll={cancelDialog.open} />
      <Banners>{killSwitchAt !== undefined && <KillSwitchBanner engagedAt={killSwitchAt} />}</Banners>
      <main className={classes['main']}>
        <Dock />
      </main>
      <StatusLine />
      <LazyDialog name={say('command.orders.cancelAll')} opened={cancelling} onClose={cancelDialog.close}>
        <CancelAllDialog opened={cancelling} onClose={cancelDialog.close} />
      </LazyDialog>
      <LazyDialog name={say('command.workspace.close')} opened={leaving.asked} onClose={leaving.stay}>
        <LeaveDialog opened={leaving.asked} onClose={leaving.stay} onLeave={() => run(leaving.leaveNow())} />
      </LazyDialog>
      <LazyDialog name={say('command.workspace.accounts')} opened={accountsOpened} onClose={accounts.close}>
        {accountsOpened && <AccountsDialog workspace={workspace} onClose={accounts.close} />}
      </LazyDialog>
      <LazyDialog name={say('command.workspace.maintain')} opened={maintaining} onClose={maintenance.close}>
        {maintaining && <WorkspaceDialog workspace={workspace} onClose={maintenance.close} />}
      </LazyDialog>
    </div>
  );
}
