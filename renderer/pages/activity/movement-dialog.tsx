import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EntryInfo } from '#src/contract/activity.ts';
import type { EffectInfo, MovementProblemInfo } from '#src/contract/entered-movement.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { enteredTypes, mayHaveFee, wayOf } from '#src/domain/entered-movement.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { Effects } from './effects.tsx';
import { draftOf, readDraft, type Field, type MovementDraft } from './movement-draft.ts';
import classes from './activity.module.css';

type MovementDialogProps = {
  readonly portfolio: PortfolioInfo;
  /** The one in whose place it comes. */
  readonly corrected?: EntryInfo | undefined;
  readonly onClose: () => void;
};

const amountLabels = {
  in: 'activity.amountIn',
  out: 'activity.amountOut',
  either: 'activity.amountEither',
} as const;

/** What came or went without a trade, told by hand: what it does is said before it is done. */
export function MovementDialog({ portfolio, corrected, onClose }: MovementDialogProps) {
  const say = useSay();
  const client = useClient();
  const separators = usePreferencesStore((state) => state.separators);
  const zone = usePreferencesStore((state) => state.timeZone);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const accounts = useLiveStore((state) => state.accounts).filter(({ mode }) => mode === 'history');
  const own = accounts.filter(({ portfolioId }) => portfolioId === portfolio.id);
  const [opened] = useState(() =>
    draftOf(corrected, portfolio.baseCurrency, { accountId: own[0]?.id ?? '', separators, zone }),
  );
  const [draft, setDraft] = useState(opened);
  const [missing, setMissing] = useState<readonly Field[]>([]);
  const [problems, setProblems] = useState<readonly MovementProblemInfo[]>([]);
  const [effects, setEffects] = useState<readonly EffectInfo[]>();
  const entering = useCall();
  const way = wayOf(draft.type);
  const comes = way !== 'out';
  const title = say(corrected === undefined ? 'activity.add' : 'activity.correctTitle');

  function change(part: Partial<MovementDraft>): void {
    setDraft((before) => ({ ...before, ...part }));
    setMissing([]);
    setProblems([]);
    setEffects(undefined);
  }

  async function send(isTrial: boolean): Promise<void> {
    const fee = mayHaveFee(draft.type) ? draft.fee : '';
    const told = comes ? draft : { ...draft, cost: '', acquired: '' };
    const read = readDraft({ ...told, fee }, separators, zone);
    if ('missing' in read) {
      setMissing(read.missing);
      return;
    }
    // A field has no more than seconds: what was left alone stays to the millisecond.
    const movement = {
      ...read.movement,
      ...(draft.time === opened.time && corrected !== undefined && { time: corrected.time }),
      ...(comes && draft.acquired === opened.acquired && { acquiredAt: corrected?.acquiredAt }),
    };
    const corrects = corrected === undefined ? {} : { corrects: corrected.id };
    await entering.make({
      action: say(isTrial ? 'activity.trying' : 'activity.entering'),
      call: () =>
        client.call('activity.enter', { movement, isNewAsset: draft.isNewAsset, isTrial, ...corrects }),
      onClose: () => !isTrial && onClose(),
      onDone: (done) => isTrial && setEffects(done.effects),
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

  function numberProblem(field: Field) {
    const message = wordsOf(field);
    return message === undefined ? undefined : { message, fills: [] };
  }

  return (
    <Dialog opened onClose={onClose} title={title} size={640}>
      {own.length === 0 ? (
        <p className={classes['lead']}>{say('activity.noAccount')}</p>
      ) : (
        <form
          aria-label={title}
          onSubmit={(event) => {
            event.preventDefault();
            run(send(effects === undefined));
          }}
        >
          <Stack gap="sm">
            {corrected !== undefined && <p className={classes['lead']}>{say('activity.correctLead')}</p>}
            {corrected?.fileName !== undefined && (
              <p className={classes['lead']}>{say('activity.importedLead', { file: corrected.fileName })}</p>
            )}
            <Group grow align="flex-start">
              <NativeSelect
                label={say('activity.kind')}
                data-autofocus
                value={draft.type}
                data={enteredTypes.map((value) => ({ value, label: say(`activity.kind_${value}`) }))}
                onChange={(event) =>
                  change({
                    type: enteredTypes.find((type) => type === event.currentTarget.value) ?? draft.type,
                  })
                }
              />
              <NativeSelect
                label={say('activity.account')}
                value={draft.accountId}
                error={wordsOf('account')}
                data={own.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => change({ accountId: event.currentTarget.value })}
              />
            </Group>
            {draft.type === 'transfer' && (
              <NativeSelect
                label={say('activity.counterAccount')}
                value={draft.counterAccountId}
                error={wordsOf('counterAccount')}
                data={[
                  { value: '', label: '' },
                  ...accounts.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={(event) => change({ counterAccountId: event.currentTarget.value })}
              />
            )}
            <TextInput
              type="datetime-local"
              step={1}
              label={say('activity.when', { zone: zoneNow(zone) })}
              value={draft.time}
              error={wordsOf('time')}
              onChange={(event) => change({ time: event.currentTarget.value })}
            />
            <Group grow align="flex-start">
              <TextInput
                label={say('activity.asset')}
                description={say('activity.assetHint')}
                value={draft.asset}
                error={wordsOf('asset')}
                maxLength={60}
                spellCheck={false}
                onChange={(event) => change({ asset: event.currentTarget.value })}
              />
              <NumberField
                label={say(amountLabels[way])}
                unit={undefined}
                step={undefined}
                amount
                value={draft.amount}
                problem={numberProblem('amount')}
                onChange={(amount) => change({ amount })}
              />
            </Group>
            {(draft.isNewAsset || problems.some(({ code }) => code === 'UNKNOWN_ASSET')) && (
              <Checkbox
                label={say('activity.newAsset')}
                checked={draft.isNewAsset}
                onChange={(event) => change({ isNewAsset: event.currentTarget.checked })}
              />
            )}
            {mayHaveFee(draft.type) && (
              <NumberField
                label={say('activity.feeOf')}
                unit={undefined}
                step={undefined}
                amount
                value={draft.fee}
                problem={numberProblem('fee')}
                onChange={(fee) => change({ fee })}
              />
            )}
            {comes && (
              <>
                <Group grow align="flex-start">
                  <NumberField
                    label={say('activity.cost')}
                    description={say('activity.costHint')}
                    unit={undefined}
                    step={undefined}
                    amount
                    value={draft.cost}
                    problem={numberProblem('cost')}
                    onChange={(cost) => change({ cost })}
                  />
                  <TextInput
                    label={say('activity.costIn')}
                    value={draft.costIn}
                    maxLength={60}
                    spellCheck={false}
                    onChange={(event) => change({ costIn: event.currentTarget.value })}
                  />
                </Group>
                <TextInput
                  type="datetime-local"
                  step={1}
                  label={say('activity.acquiredAt')}
                  value={draft.acquired}
                  error={wordsOf('acquired')}
                  onChange={(event) => change({ acquired: event.currentTarget.value })}
                />
              </>
            )}
            <TextInput
              label={say('activity.note')}
              value={draft.note}
              maxLength={500}
              onChange={(event) => change({ note: event.currentTarget.value })}
            />
            {effects !== undefined && <Effects effects={effects} />}
            {entering.failed !== undefined && <FailureNote {...entering.failed} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {say('common.cancel')}
              </Button>
              <Button type="submit" loading={entering.busy} disabled={!connected}>
                {say(effects === undefined ? 'activity.review' : 'activity.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

function zoneNow(zone: 'local' | 'utc'): string {
  return zone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
