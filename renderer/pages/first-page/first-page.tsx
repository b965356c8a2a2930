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
import { useSay } from '#renderer/controls/use-say.ts';

/** Three doors, and the workspaces that are already there. */
export function FirstPage() {
  const say = useSay();
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
          <p className={classes['lead']}>{say('firstPage.lead')}</p>
        </header>

        {failure !== undefined && <FailureNote action={say('action.openDemo')} failure={failure} />}

        <div className={classes['doors']}>
          <Door
            name={say('firstPage.demo')}
            description={say('firstPage.demoMeaning')}
            note={say('firstPage.demoNote')}
            busy={opening}
            onOpen={() => run(openDemo())}
          >
            {opening && <WorkProgress waiting={say('firstPage.preparing')} />}
          </Door>
          <Door
            name={say('firstPage.connect')}
            description={say('firstPage.connectMeaning')}
            note={say('firstPage.connectNote')}
            busy={false}
            onOpen={connectDialog.open}
          />
          <Door
            name={say('firstPage.import')}
            description={say('firstPage.importMeaning')}
            note={say('firstPage.importNote')}
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
          {say('firstPage.adopt')}
        </Button>
      </div>
      <ConnectVenueDialog opened={connecting} onClose={connectDialog.close} />
    </main>
  );
}
