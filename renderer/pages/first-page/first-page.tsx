import { run } from '#renderer/core/run.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { AppIcon } from '#renderer/controls/app-icon.tsx';
import { useClient } from '#renderer/core/client-context.tsx';
import { runCommand } from '#renderer/commands/handlers.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import type { Failure } from '#renderer/core/failure.ts';
import { ConnectVenueDialog } from './connect-venue-dialog.tsx';
import { Door } from './door.tsx';
import classes from './first-page.module.css';
import { WorkProgress } from './work-progress.tsx';
import { WorkspaceList } from './workspace-list.tsx';

/** Three doors, and the workspaces that are already there. */
export function FirstPage() {
  const client = useClient();
  const [opening, setOpening] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [connecting, connectDialog] = useDisclosure(false);

  async function openDemo(): Promise<void> {
    setOpening(true);
    setFailure(undefined);
    const answer = await client.call('workspaces.openDemo', {});
    setOpening(false);
    if (!answer.ok) setFailure(answer.error);
  }

  return (
    <main className={classes['page']}>
      <div className={classes['content']}>
        <header className={classes['header']}>
          <h1 className={classes['title']}>
            <AppIcon size={36} />
            Tapedeck
          </h1>
          <p className={classes['lead']}>
            A trading workstation that keeps every order, fill and decision on your own disk.
          </p>
        </header>

        {failure !== undefined && <FailureNote action="Opening the demo" failure={failure} />}

        <div className={classes['doors']}>
          <Door
            name="Explore the demo"
            description="Six months of orders, fills and closed trades in a simulated market. Nothing to set up, no network, no money."
            note="Recommended for a first look"
            busy={opening}
            onOpen={() => run(openDemo())}
          >
            {opening && <WorkProgress waiting="Preparing the demo" />}
          </Door>
          <Door
            name="Connect a venue"
            description="Trade with paper money against Binance’s public order book, live. No account and no key are needed."
            note="Real prices, no real money"
            busy={false}
            onOpen={connectDialog.open}
          />
          <Door
            name="Import history"
            description="Bring the fills of your past trades in a CSV file. You see every row, and what is wrong with it, before anything is written."
            note="Review positions, profit and fees"
            busy={false}
            // Its dialog belongs to no page: it stays when the import has opened a workspace.
            onOpen={() => runCommand('workspace.import')}
          />
        </div>

        <WorkspaceList disabled={opening} />
        <Button
          variant="subtle"
          className={classes['adopt'] ?? ''}
          onClick={() => runCommand('workspace.adopt')}
        >
          Import a workspace file
        </Button>
      </div>
      <ConnectVenueDialog opened={connecting} onClose={connectDialog.close} />
    </main>
  );
}
