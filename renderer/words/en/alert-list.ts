/** The list of alerts, when it is opened. */
export const alertList = {
  none: 'No alerts. What needs your attention, such as an order with an unknown outcome, appears here.',
  acknowledgeAll: '{count, plural, other {Acknowledge all #}}',
  more: '{count, plural, other {Show # more}}',
  acknowledge: 'Acknowledge',
  acknowledgeOne: 'Acknowledge “{title}”',
  acknowledged: 'Acknowledged {time}',
} as const;
