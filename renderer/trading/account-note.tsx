import type { ReactNode } from 'react';
import { useLiveStore } from '#renderer/core/live-store.ts';

/** Why nothing is placed or amended on the account, which another screen may have disabled a moment ago. */
export function useAccountBar(accountId: string | undefined): string | undefined {
  return useLiveStore((state) => {
    const account = state.accounts.find((other) => other.id === accountId);
    if (account?.locked !== undefined) return `Trading on this account is locked: ${account.locked}`;
    return account?.disabledAt === undefined
      ? undefined
      : `${account.name} is disabled: nothing is placed or amended there.`;
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
