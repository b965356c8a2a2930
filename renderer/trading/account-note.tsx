import type { ReactNode } from 'react';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** Why nothing is placed or amended on the account, which another screen may have disabled a moment ago. */
export function useAccountBar(accountId: string | undefined): string | undefined {
  const say = useSay();
  return useLiveStore((state) => {
    const account = state.accounts.find((other) => other.id === accountId);
    if (account?.locked !== undefined) return say('order.accountLocked', { reason: account.locked });
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
