import type { ReactNode } from 'react';
import { reasonWords } from '#renderer/words/coded-words.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** Why nothing is placed or amended on the account, which another screen may have disabled a moment ago. */
export function useAccountBar(accountId: string | undefined): string | undefined {
  const say = useSay();
  const format = useFormat();
  return useLiveStore((state) => {
    const account = state.accounts.find((other) => other.id === accountId);
    if (account?.locked !== undefined) return reasonWords(account.locked, format);
    return account?.disabledAt === undefined
      ? undefined
      : say('order.accountDisabled', { name: account.name });
  });
}

type AccountNoteProps = {
  readonly bar: string | undefined;
  readonly className: string | undefined;
  readonly children?: ReactNode;
};

export function AccountNote({ bar, className, children }: AccountNoteProps) {
  if (bar === undefined) return null;
  return (
    <p className={className} role="alert">
      {bar} {children}
    </p>
  );
}
