import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { type Bindings, useBindings } from '#renderer/commands/bindings.ts';
import { type Command, type CommandId, commandGroups, useCatalogue } from '#renderer/commands/definitions.ts';
import { keyCaps } from '#renderer/commands/key-binding.ts';
import { offerTakeBack } from '#renderer/controls/take-back.tsx';
import { setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { bindKey, ownKeys, takeKey } from './bind-key.ts';
import { KeyButton } from './key-button.tsx';
import classes from './key-settings.module.css';

/** Every command with its key. A press binds another one; what another command has is taken only when that is said. */
export function KeySettings() {
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
    offerTakeBack('keys-reset', 'All keys are as at first', () => setPreferences({ keyBindings: chosen }));
  }

  return (
    <Stack gap="md">
      <p className={classes['lead']}>
        Press a command’s key here, then the one that it is to have. What sends an order does so from the
        ticket, or while keys are armed, whatever its key. A key that a text field takes works outside fields.
      </p>
      {commandGroups.map((group) => (
        <section key={group} aria-label={group}>
          <h3 className={classes['heading']}>{group}</h3>
          {commands
            .filter((command) => command.group === group)
            .map((command) => (
              <div key={command.id} role="group" aria-label={command.words} className={classes['command']}>
                <span>{command.words}</span>
                <KeyButton
                  command={command}
                  keys={bindings.all.filter((binding) => binding.command === command).map(({ key }) => key)}
                  onKey={(key) => bind(command, key)}
                />
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={`No key for ${command.words}`}
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
                  Reset
                </Button>
                {wanted?.id === command.id ? (
                  <div role="alert" className={classes['problem']}>
                    {keyText(wanted.key)} is the key of {namesAt(bindings, wanted.key, command)}.
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
                      Use it here instead
                    </Button>
                    <Button variant="default" size="compact-xs" onClick={() => setWanted(undefined)}>
                      Leave it
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
        Reset all keys
      </Button>
    </Stack>
  );
}

/** As kept by another version, or bound in two windows at once. */
function Conflict({ command, bindings }: { readonly command: Command; readonly bindings: Bindings }) {
  const [conflict] = bindings.conflictsOf(command.id);
  if (conflict === undefined) return null;
  const holders = bindings.to(conflict.key);
  const names = namesAt(bindings, conflict.key, command);
  if (holders.length === 1 && holders[0] === command) return null;
  return (
    <p role="alert" className={classes['problem']}>
      {holders.includes(command)
        ? `${keyText(conflict.key)} is also the key of ${names}: it does neither until one has another.`
        : `${keyText(conflict.key)} was given to ${names}.`}
    </p>
  );
}

function namesAt(bindings: Bindings, key: string, besides: Command): string {
  return bindings.all
    .filter((binding) => binding.key === key && binding.command !== besides)
    .map(({ command }) => `“${command.words}”`)
    .join(', ');
}

function keyText(key: string): string {
  return keyCaps(key).join('+');
}
