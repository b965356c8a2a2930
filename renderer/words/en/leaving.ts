/** Leaving a paper workspace in which orders work. */
export const leaving = {
  title: 'Leave while orders are working?',
  meaning:
    '{count, plural, one {# order is working.} other {# orders are working.}} While this workspace is closed, which it is on every screen then, no price reaches its orders: none fills, and no stop triggers. They stay as they are, and work again when it is opened.',
  stay: 'Stay',
} as const;
