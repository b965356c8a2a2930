import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { type Unbindable, unbindable } from '#renderer/commands/bindable.ts';
import type { Command } from '#renderer/commands/definitions.ts';
import { bindingOf, keyCaps } from '#renderer/commands/key-binding.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { KeyCaps } from '#renderer/commands/key-caps.tsx';
import classes from './key-settings.module.css';

const modifiers = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta']);

/** Shows the keys of a command. Pressed, it takes the next key instead of whatever that key does. */
export function KeyButton({
  command,
  keys,
  onKey,
}: {
  readonly command: Command;
  readonly keys: readonly string[];
  readonly onKey: (key: string) => void;
}) {
  const say = useSay();
  const [taking, setTaking] = useState(false);
  const [refused, setRefused] = useState<Unbindable>();

  function onKeyDown(event: KeyboardEvent): void {
    if (!taking) return;
    const key = bindingOf(event.nativeEvent);
    // Tab leads on as ever: the button stops taking keys when it is left.
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat || modifiers.has(event.key)) return;
    setTaking(false);
    if (key === 'Escape') return;
    const reason = unbindable(key, command.when);
    setRefused(reason);
    if (reason === undefined) onKey(key);
  }

  const named = keys.map((key) => keyCaps(key).join('+')).join(', ');
  return (
    <>
      <Button
        variant={taking ? 'outline' : 'default'}
        size="compact-xs"
        className={classes['key'] ?? ''}
        aria-label={
          named === ''
            ? say('settings.noKeyOf', { name: command.name() })
            : say('settings.keyOf', { name: command.name(), keys: named })
        }
        // Escape ends the taking, and not the dialog.
        data-mantine-stop-propagation={taking}
        onClick={() => {
          setRefused(undefined);
          setTaking(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTaking(false)}
      >
        {taking
          ? say('settings.pressKey')
          : keys.length === 0
            ? '–'
            : keys.map((key) => <KeyCaps key={key} binding={key} />)}
      </Button>
      {refused !== undefined && (
        <p role="alert" className={classes['problem']}>
          {say(`settings.${refused}`)}
        </p>
      )}
    </>
  );
}
