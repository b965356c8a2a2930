/** From when the day's profit counts, and why it may be unknown. */
export const day = {
  since: 'since {clock} {zone}',
  unread: 'Day P&L is unknown until the day’s opening is read.',
  unknown:
    'Day P&L is unknown: {names} had no known price at {clock} {zone}, or at a deposit or withdrawal since.',
  counts: 'Day P&L counts since {clock} {zone}',
} as const;
