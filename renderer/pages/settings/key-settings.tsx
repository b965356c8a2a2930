import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { type Bindings, useBindings } from '#renderer/commands/bindings.ts';
import { type Command, type CommandId, commandGroups, useCatalogue } from '#renderer/commands/definitions.ts';
import { keyCaps } from '#renderer/commands/key-binding.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';
import { offerTakeBack } from '#renderer/controls/take-back.tsx';
import { setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { bindKey, ownKeys, takeKey } from './bind-key.ts';
import { KeyButton } from './key-button.tsx';
import classes from './key-settings.module.css';

/** Every command with its key. A press binds another one; what another command has is taken only when that is said. */
export function KeySettings() {
  const say = useSay();
  const { commands } = useCatalogue();
  const bindings = useBindings();
  const chosen = usePreferencesStore((state) => state.keyBindings);
  /** A key that another command has, until it is said whose it is to be. */
  const [wanted, setWanted] = useState<{ readonly id: CommandId; readonly key: string }>();

  function bind(command: Command, key: string): void {
    const isTaken = bindings.all.some((binding) => binding.key === key && binding.command !== command);
    if (isTaken) return setWanted({ id: command.id, key });
    setWanted(undefined);
    setPreferences({ keyBindings: bindKey(chosen, command.id, key) });
  }

  function resetAll(): void {
    setPreferences({ keyBindings: [] });
    offerTakeBack('keys-reset', say('settings.keysReset'), () => setPreferences({ keyBindings: chosen }));
  }

  return (
    <Stack gap="md">
      <p className={classes['lead']}>{say('settings.keysLead')}</p>
      {commandGroups.map((group) => (
        <section key={group} aria-label={say(`command.group_${group}`)}>
          <h3 className={classes['heading']}>{say(`command.group_${group}`)}</h3>
          {commands
            .filter((command) => command.group === group)
            .map((command) => (
              <div key={command.id} role="group" aria-label={command.name()} className={classes['command']}>
                <span>{command.name()}</span>
                <KeyButton
                  command={command}
                  keys={bindings.all.filter((binding) => binding.command === command).map(({ key }) => key)}
                  onKey={(key) => bind(command, key)}
                />
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={say('settings.noKeyFor', { name: command.name() })}
                  onClick={() => setPreferences({ keyBindings: bindKey(chosen, command.id, null) })}
                >
                  ×
                </Button>
                <Button
                  variant="default"
                  size="compact-xs"
                  disabled={chosen.every((binding) => binding.command !== command.id)}
                  onClick={() => setPreferences({ keyBindings: ownKeys(chosen, command.id) })}
                >
                  {say('settings.reset')}
                </Button>
                {wanted?.id === command.id ? (
                  <div role="alert" className={classes['problem']}>
                    {say('settings.keyOfOther', {
                      key: keyText(wanted.key),
                      names: namesAt(say, bindings, wanted.key, command),
                    })}
                    <Button
                      variant="default"
                      size="compact-xs"
                      onClick={() => {
                        setWanted(undefined);
                        setPreferences({
                          keyBindings: takeKey(chosen, bindings.all, command.id, wanted.key),
                        });
                      }}
                    >
                      {say('settings.useHere')}
                    </Button>
                    <Button variant="default" size="compact-xs" onClick={() => setWanted(undefined)}>
                      {say('settings.leaveIt')}
                    </Button>
                  </div>
                ) : (
                  <Conflict command={command} bindings={bindings} />
                )}
              </div>
            ))}
        </section>
      ))}
      <Button variant="default" disabled={chosen.length === 0} onClick={resetAll}>
        {say('settings.resetAllKeys')}
      </Button>
    </Stack>
  );
}

/** As kept by another version, or bound in two windows at once. */
function Conflict({ command, bindings }: { readonly command: Command; readonly bindings: Bindings }) {
  const say = useSay();
  const [conflict] = bindings.conflictsOf(command.id);
  if (conflict === undefined) return null;
  const holders = bindings.to(conflict.key);
  const names = namesAt(say, bindings, conflict.key, command);
  if (holders.length === 1 && holders[0] === command) return null;
  return (
    <p role="alert" className={classes['problem']}>
      {holders.includes(command)
        ? say('settings.alsoKeyOf', { key: keyText(conflict.key), names })
        : say('settings.givenTo', { key: keyText(conflict.key), names })}
    </p>
  );
}

function namesAt(say: Say, bindings: Bindings, key: string, besides: Command): string {
  return bindings.all
    .filter((binding) => binding.key === key && binding.command !== besides)
    .map(({ command }) => say('command.quoted', { name: command.name() }))
    .join(', ');
}

function keyText(key: string): string {
  return keyCaps(key).join('+');
}
