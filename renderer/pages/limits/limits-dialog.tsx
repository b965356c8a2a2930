import { run } from '#renderer/core/run.ts';
import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { LimitName } from '#src/contract/limits.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { limitNames, limitProblemWords, limitText, limitKinds } from '#renderer/words/limit-words.ts';
import { fieldText, readLimits, type TypedLimits } from './limits-form.ts';
import classes from './limits.module.css';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type LimitsDialogProps = { readonly portfolio: PortfolioInfo; readonly onClose: () => void };

/** The portfolio's limits. What another screen sets shows in every field that was not touched here. */
export function LimitsDialog({ portfolio, onClose }: LimitsDialogProps) {
  const say = useSay();
  const client = useClient();
  const separators = usePreferencesStore((state) => state.separators);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const [typed, setTyped] = useState<TypedLimits>({});
  const [tried, setTried] = useState(false);
  const { busy, failed, make } = useCall();
  const { limits: held } = portfolio;
  const read = readLimits(typed, held, separators);

  function problemOf(name: LimitName) {
    const found = read.problems.find(({ limit }) => limit === name);
    const isElsewhere = found?.code === 'LIMIT_SET_ELSEWHERE';
    if (!tried && !isElsewhere) return undefined;
    if (found !== undefined) {
      const now = isElsewhere ? limitText(name, found.now, separators) : '';
      return { message: limitProblemWords(found, separators), fills: now === '' ? [] : [now] };
    }
    // The field itself says why it cannot be read.
    return read.unreadable.includes(name) ? { message: '', fills: [] } : undefined;
  }

  async function save(): Promise<void> {
    setTried(true);
    if (read.unreadable.length > 0 || read.problems.length > 0) return;
    if (read.changes.length === 0) return onClose();
    const changes = read.changes.map(({ limit, seen, value }) => ({
      limit,
      seen: seen?.toString(),
      value: value?.toString(),
    }));
    await make({
      action: say('limit.setting'),
      call: () => client.call('portfolio.setLimits', { portfolioId: portfolio.id, changes }),
      onClose,
    });
  }

  return (
    <Dialog opened onClose={onClose} title={say('limit.title')} size={520}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(save());
        }}
      >
        <Stack gap="md">
          <p className={classes['lead']}>{say('limit.lead', { name: portfolio.name })}</p>
          {limitNames.map((name) => (
            <NumberField
              key={name}
              label={say(`limit.${name}`)}
              description={say(`limit.${name}_says`)}
              unit={limitKinds[name].unit}
              step={undefined}
              amount={limitKinds[name].amount === true}
              value={fieldText(name, typed, held, separators)}
              problem={problemOf(name)}
              onChange={(text) =>
                setTyped((before) => ({ ...before, [name]: { text, separators, seen: held[name] } }))
              }
            />
          ))}
          {failed !== undefined && <FailureNote {...failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {busy ? say('common.close') : say('limit.leave')}
            </Button>
            <Button type="submit" loading={busy} disabled={!connected}>
              {say('limit.set')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
