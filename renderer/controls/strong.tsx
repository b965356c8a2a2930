import type { ReactNode } from 'react';

/** For the part of a message that stands out. */
export function strong(inside: ReactNode): ReactNode {
  return <strong>{inside}</strong>;
}
