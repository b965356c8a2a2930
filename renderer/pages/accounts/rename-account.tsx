import { run } from '#renderer/core/run.ts';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './accounts.module.css';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** What is wrong with the name itself stands at its field. */
export type Renamed = { readonly done: boolean; readonly problem?: string };

type RenameAccountProps = {
  readonly name: string;
  readonly connected: boolean;
  readonly onRename: (name: string) => Promise<Renamed>;
  readonly onEnd: () => void;
};

export function RenameAccount({ name, connected, onRename, onEnd }: RenameAccountProps) {
  const say = useSay();
  const field = useFocusAtStart<HTMLInputElement>();
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const wanted = typed.trim();

  async function rename(): Promise<void> {
    if (wanted === '' || busy) return;
    setBusy(true);
    const renamed: Renamed = wanted === name ? { done: true } : await onRename(wanted);
    setBusy(false);
    if (renamed.done) onEnd();
    else setProblem(renamed.problem);
  }

  return (
    <form
      className={classes['rename']}
      onSubmit={(event) => {
        event.preventDefault();
        run(rename());
      }}
    >
      <TextInput
        ref={field}
        size="xs"
        aria-label={say('accounts.newNameOf', { name })}
        maxLength={60}
        value={typed}
        error={problem}
        // The dialog stays: the key ends what was begun last.
        data-mantine-stop-propagation="true"
        onKeyDown={(event) => event.key === 'Escape' && onEnd()}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <Button type="submit" size="compact-xs" loading={busy} disabled={!connected || wanted === ''}>
        {say('accounts.save')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={onEnd}>
        {say('accounts.keep')}
      </Button>
    </form>
  );
}
