import { workWords } from '#renderer/words/work-words.ts';
import { run } from '#renderer/core/run.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClient } from '#renderer/core/client-context.tsx';
import type { Failure } from '#renderer/core/failure.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import classes from './first-page.module.css';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useTasksUnderWay } from '#renderer/core/tasks-under-way.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { WorkBar } from '#renderer/controls/work-bar.tsx';
import { KindBadge } from '#renderer/controls/kind-badge.tsx';
import { causeWords } from '#renderer/words/coded-words.ts';
import { useSay } from '#renderer/controls/use-say.ts';

export function WorkspaceList({ disabled }: { readonly disabled: boolean }) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const listed = useAnswer('workspaces.list', {}, useTasksUnderWay());
  const [opening, setOpening] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const entries = listed?.ok === true ? listed.value : [];

  /** A copied folder holds its workspace's name too: only their folders tell the two apart. */
  function isTwin({ name }: Pick<WorkspaceInfo, 'name'>): boolean {
    return entries.filter((other) => other.name === name).length > 1;
  }

  async function open(id: string): Promise<void> {
    setOpening(id);
    setFailure(undefined);
    const answer = await client.call('workspaces.open', { id });
    setOpening(undefined);
    if (!answer.ok) setFailure(answer.error);
  }

  if (entries.length === 0) return null;
  return (
    <section className={classes['workspaces']} aria-label={say('firstPage.workspaces')}>
      <h2 className={classes['subtitle']}>{say('firstPage.workspaces')}</h2>
      {failure !== undefined && <FailureNote action={say('action.openWorkspace')} failure={failure} />}
      <ul className={classes['list']}>
        {entries.map((entry) => (
          <li key={entry.id} className={classes['entry']}>
            <span className={classes['entryName']}>{entry.name}</span>
            {entry.kind !== undefined && <KindBadge kind={entry.kind} />}
            <span className={classes['entryDetail']}>
              {entry.problem === undefined
                ? say(isTwin(entry) ? 'firstPage.createdIn' : 'firstPage.created', {
                    date: format.date(entry.createdAt),
                    folder: entry.id,
                  })
                : causeWords(entry.problem, format)}
            </span>
            {entry.problem === undefined && (
              <Button
                variant="default"
                aria-label={say(isTwin(entry) ? 'firstPage.openNamedIn' : 'firstPage.openNamed', {
                  name: entry.name,
                  folder: entry.id,
                })}
                loading={opening === entry.id}
                disabled={disabled || opening !== undefined}
                onClick={() => run(open(entry.id))}
              >
                {say('firstPage.open')}
              </Button>
            )}
            {opening === entry.id && <OpeningWork id={entry.id} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What makes an opening long: a new version's schema, or an import that a crash broke off. */
function OpeningWork({ id }: { readonly id: string }) {
  const work = useLiveStore(({ progress }) => progress[`migrate ${id}`] ?? progress[`open ${id}`]);
  if (work === undefined) return null;
  return (
    <div className={classes['opening']}>
      <WorkBar label={workWords(work.work)} work={work} />
    </div>
  );
}
