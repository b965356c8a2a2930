import { Kbd } from '@mantine/core';
import { keyCaps, type KeyBinding } from '#renderer/commands/key-binding.ts';
import classes from './key-caps.module.css';

export function KeyCaps({ binding }: { readonly binding: KeyBinding }) {
  return (
    <span className={classes['caps']}>
      {keyCaps(binding).map((cap) => (
        <Kbd key={cap} size="xs">
          {cap}
        </Kbd>
      ))}
    </span>
  );
}
