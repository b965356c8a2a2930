import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { EntryInfo } from '#src/contract/activity.ts';
import type { EnteredInfo, MovementProblemInfo } from '#src/contract/entered-movement.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { mayHaveCost } from '#src/domain/entered-movement.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { Effects } from './effects.tsx';
import { useInstrumentIds } from './instrument-field.tsx';
import { draftOf, readDraft, type Field, type MovementDraft } from './movement-draft.ts';
import { MovementFields } from './movement-fields.tsx';
import classes from './activity.module.css';

type MovementDialogProps = {
  readonly portfolio: PortfolioInfo;
  /** The one in whose place it comes. */
  readonly corrected?: EntryInfo | undefined;
  /** What of a new one is known already. */
  readonly filled?: Partial<MovementDraft> | undefined;
  readonly onClose: () => void;
};

/** What came or went without a trade, told by hand: what it does is said before it is done. */
export function MovementDialog({ portfolio, corrected, filled, onClose }: MovementDialogProps) {
  const say = useSay();
  const client = useClient();
  const separators = usePreferencesStore((state) => state.separators);
  const zone = usePreferencesStore((state) => state.timeZone);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const accounts = useLiveStore((state) => state.accounts).filter(({ mode }) => mode === 'history');
  const own = accounts.filter(({ portfolioId }) => portfolioId === portfolio.id);
  const instruments = useInstrumentIds();
  const [opened] = useState(() => ({
    ...draftOf(corrected, portfolio.baseCurrency, {
      accountId: own[0]?.id ?? '',
      separators,
      zone,
      instruments,
    }),
    ...filled,
  }));
  const [draft, setDraft] = useState(opened);
  const [missing, setMissing] = useState<readonly Field[]>([]);
  const [problems, setProblems] = useState<readonly MovementProblemInfo[]>([]);
  const [done, setDone] = useState<EnteredInfo>();
  const entering = useCall();
  const title = say(corrected === undefined ? 'activity.add' : 'activity.correctTitle');

  function change(part: Partial<MovementDraft>): void {
    setDraft((before) => ({ ...before, ...part }));
    setMissing([]);
    setProblems([]);
    setDone(undefined);
  }

  async function send(isTrial: boolean): Promise<void> {
    const read = readDraft(draft, { separators, zone, instruments });
    if ('missing' in read) {
      setMissing(read.missing);
      return;
    }
    // A field has no more than seconds: what was left alone stays to the millisecond.
    const movement = {
      ...read.movement,
      ...(draft.time === opened.time && corrected !== undefined && { time: corrected.time }),
      ...(mayHaveCost(draft.type) &&
        draft.acquired === opened.acquired && { acquiredAt: corrected?.acquiredAt }),
    };
    const corrects = corrected === undefined ? {} : { corrects: corrected.id };
    await entering.make({
      action: say(isTrial ? 'activity.trying' : 'activity.entering'),
      call: () =>
        client.call('activity.enter', { movement, isNewAsset: draft.isNewAsset, isTrial, ...corrects }),
      onClose: () => !isTrial && onClose(),
      onDone: (told) => isTrial && setDone(told),
      onFailed(failure) {
        if (failure.code !== 'INVALID_MOVEMENT') return false;
        setProblems(failure.problems);
        return failure.problems.every(({ field }) => field !== 'entry');
      },
    });
  }

  function wordsOf(field: Field): string | undefined {
    if (missing.includes(field)) return say('activity.missing');
    const problem = problems.find((each) => each.field === field);
    return problem && say(`activity.${problem.code}`);
  }

  return (
    <Dialog opened onClose={onClose} title={title} size={720}>
      {own.length === 0 ? (
        <p className={classes['lead']}>{say('activity.noAccount')}</p>
      ) : (
        <form
          aria-label={title}
          onSubmit={(event) => {
            event.preventDefault();
            run(send(done === undefined));
          }}
        >
          <Stack gap="sm">
            {corrected !== undefined && <p className={classes['lead']}>{say('activity.correctLead')}</p>}
            {corrected?.fileName !== undefined && (
              <p className={classes['lead']}>{say('activity.importedLead', { file: corrected.fileName })}</p>
            )}
            <MovementFields
              draft={draft}
              own={own}
              accounts={accounts}
              zone={zone}
              isUnknown={problems.some(({ code }) => code === 'UNKNOWN_ASSET')}
              change={change}
              wordsOf={wordsOf}
            />
            {done !== undefined && <Effects {...done} />}
            {entering.failed !== undefined && <FailureNote {...entering.failed} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {say('common.cancel')}
              </Button>
              <Button type="submit" loading={entering.busy} disabled={!connected}>
                {say(done === undefined ? 'activity.review' : 'activity.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
