import { Kbd } from '@mantine/core';
import { keyCaps, type KeyBinding } from '#renderer/commands/key-binding.ts';
import { useBoard } from '#renderer/commands/use-board.ts';
import classes from './key-caps.module.css';

export function KeyCaps({ binding }: { readonly binding: KeyBinding }) {
  const board = useBoard();
  return (
    <span className={classes['caps']}>
      {keyCaps(binding, board).map((cap) => (
        <Kbd key={cap} size="xs">
          {cap}
        </Kbd>
      ))}
    </span>
  );
}
