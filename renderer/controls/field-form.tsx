import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { FailureNote } from './failure-note.tsx';
import type { useCall } from './use-call.ts';

type FieldFormProps = {
  /** The id of its field in the document: what was asked for is typed next. */
  readonly field: string;
  readonly children: ReactNode;
  readonly call: Pick<ReturnType<typeof useCall>, 'busy' | 'failed'>;
  readonly keep: string;
  readonly leave: string;
  readonly onKeep: () => Promise<void>;
  readonly onLeave: () => void;
};

/** One field under the table whose row it is of, why it could not be kept, and the two ways on. */
export function FieldForm({ field, children, call, keep, leave, onKeep, onLeave }: FieldFormProps) {
  const connected = useLiveStore((state) => state.connection.status === 'open');
  useEffect(() => document.getElementById(field)?.focus(), [field]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(onKeep());
      }}
    >
      <Stack gap="xs">
        {children}
        {call.failed !== undefined && <FailureNote {...call.failed} />}
        <Group justify="flex-end">
          <Button variant="default" size="xs" onClick={onLeave}>
            {leave}
          </Button>
          <Button type="submit" size="xs" loading={call.busy} disabled={!connected}>
            {keep}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
