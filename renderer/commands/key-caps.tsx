import { Kbd } from '@mantine/core';
import { useBindings } from '#renderer/commands/bindings.ts';
import type { CommandId } from '#renderer/commands/definitions.ts';
import { keyCaps } from '#renderer/commands/key-binding.ts';
import { useBoard } from '#renderer/commands/use-board.ts';
import { useLocale } from '#renderer/controls/use-say.ts';
import classes from './key-caps.module.css';

export function KeyCaps({ binding }: { readonly binding: string }) {
  // In another language the keys have other names.
  useLocale();
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

/** The key of a command as it is bound, as a menu names it; nothing where it has none. */
export function KeyName({ of }: { readonly of: CommandId }) {
  useLocale();
  const board = useBoard();
  const [key] = useBindings().keysOf(of);
  return key === undefined ? null : <>{keyCaps(key, board).join('+')}</>;
}

/** The first key of a command as it is bound; nothing where it has none. */
export function CommandKeyCaps({ of }: { readonly of: CommandId }) {
  const [key] = useBindings().keysOf(of);
  return key === undefined ? null : <KeyCaps binding={key} />;
}
