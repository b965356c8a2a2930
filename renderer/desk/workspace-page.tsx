import { run } from '#renderer/core/run.ts';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useSelectedPortfolio } from '#renderer/desk/links/selected-portfolio.ts';
import { useWorkspaceSelection } from './use-workspace-selection.ts';
import { CancelAllDialog } from '#renderer/trading/cancel-all-dialog.tsx';
import { Banners } from '#renderer/controls/banners.tsx';
import { Dock } from './dock.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useLeaving } from './use-leaving.ts';
import classes from './workspace-page.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const WorkspaceDialog = lazyPart(
  async () => (await import('#renderer/pages/maintenance/workspace-dialog.tsx')).WorkspaceDialog,
);

const AccountsDialog = lazyPart(
  async () => (await import('#renderer/pages/accounts/accounts-dialog.tsx')).AccountsDialog,
);

const LimitsDialog = lazyPart(
  async () => (await import('#renderer/pages/limits/limits-dialog.tsx')).LimitsDialog,
);

export function WorkspacePage({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const say = useSay();
  const [cancelling, cancelDialog] = useDisclosure(false);
  const [limiting, limits] = useDisclosure(false);
  const [maintaining, maintenance] = useDisclosure(false);
  const [accountsOpened, accounts] = useDisclosure(false);
  useWorkspaceSelection();
  const portfolio = useSelectedPortfolio();
  const leaving = useLeaving(workspace);
  useCommandHandlers({
    'orders.cancelAll': cancelDialog.open,
    'portfolio.limits': limits.open,
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
      <Banners />
      <main className={classes['main']}>
        <Dock />
      </main>
      <StatusLine />
      <CancelAllDialog opened={cancelling} onClose={cancelDialog.close} />
      <LeaveDialog opened={leaving.asked} onClose={leaving.stay} onLeave={() => run(leaving.leaveNow())} />
      <LazyDialog name={say('command.portfolio.limits')} opened={limiting} onClose={limits.close}>
        {limiting && portfolio !== undefined && (
          <LimitsDialog key={portfolio.id} portfolio={portfolio} onClose={limits.close} />
        )}
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
