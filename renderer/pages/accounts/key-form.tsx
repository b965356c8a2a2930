import { Button, Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '#src/contract/contract.ts';
import type { AccountInfo, VenueInfo } from '#src/contract/workspace.ts';
import { keyPlaces, type KeyPlace } from '#src/domain/key-place.ts';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { useKeyCall } from './use-key-call.tsx';
import classes from './accounts.module.css';

type KeyFormProps = {
  readonly account: AccountInfo;
  /** Those whose accounts can be read. */
  readonly venues: readonly [VenueInfo, ...VenueInfo[]];
  readonly onKept: (permissions: CallOutput<'keys.connect'>) => void;
  readonly onBack: () => void;
};

/** A key goes in here. It is checked at the venue first, and never shown again. */
export function KeyForm({ account, venues, onKept, onBack }: KeyFormProps) {
  const say = useSay();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const [venueId, setVenueId] = useState(
    () => (venues.find(({ id }) => id === (account.key?.venue ?? account.venue)) ?? venues[0]).id,
  );
  const [key, setKey] = useState('');
  const [secret, setSecret] = useState('');
  const [place, setPlace] = useState<KeyPlace>(account.key?.place ?? 'keychain');
  const [tried, setTried] = useState(false);
  const { busy, ask, note } = useKeyCall();
  const firstField = useFocusAtStart<HTMLInputElement>();
  const venue = venues.find(({ id }) => id === venueId) ?? venues[0];
  const environment = account.mode === 'live' ? account.environment : venue.environments[0];

  async function connect(): Promise<void> {
    setTried(true);
    if (key.trim() === '' || secret.trim() === '' || environment === undefined) return;
    await ask({
      action: say('keys.connecting'),
      call: () =>
        client.call('keys.connect', {
          accountId: account.id,
          venue: venue.id,
          environment,
          key: key.trim(),
          secret: secret.trim(),
          place,
        }),
      onDone: onKept,
    });
  }

  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        run(connect());
      }}
    >
      <Stack gap="md">
        <p className={classes['lead']}>{say('keys.howTo', { venue: venue.label })}</p>
        <NativeSelect
          size="xs"
          label={say('keys.venue')}
          value={venue.id}
          data={venues.map(({ id, label }) => ({ value: id, label }))}
          disabled={account.mode === 'live'}
          onChange={(event) => setVenueId(event.currentTarget.value)}
        />
        <TextInput
          ref={firstField}
          label={say('keys.key')}
          autoComplete="off"
          spellCheck={false}
          maxLength={8192}
          classNames={{ input: 'td-number' }}
          value={key}
          error={tried && key.trim() === '' ? say('keys.keyMissing') : undefined}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <TextInput
          type="password"
          label={say('keys.secret')}
          autoComplete="new-password"
          maxLength={8192}
          value={secret}
          error={tried && secret.trim() === '' ? say('keys.secretMissing') : undefined}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <Radio.Group
          label={say('keys.place')}
          value={place}
          onChange={(value) => setPlace(keyPlaces.find((each) => each === value) ?? 'keychain')}
        >
          <Stack gap={6} mt={6}>
            {keyPlaces.map((each) => (
              <Radio
                key={each}
                value={each}
                label={say(`keys.${each}`)}
                description={say(`keys.${each}Meaning`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {note}
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            {say('common.back')}
          </Button>
          <Button type="submit" loading={busy} disabled={!connected}>
            {say('keys.connect')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
