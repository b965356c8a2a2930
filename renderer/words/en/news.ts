/** What is said to those who do not see the screen. */
export const news = {
  fills: '{count, plural, one {# fill} other {# fills}}',
  ended: '{count, plural, other {# orders ended}}',
  rejected: '{count, plural, other {# orders rejected}}',
  alerts: '{count, plural, one {# alert} other {# alerts}}',
  feeds: '{count, plural, other {# changes of the connection to the market}}',
  back: 'Connected to Tapedeck’s core again',
  filled: 'Filled: {name}',
  orderEnded: '{status}: {name}',
  orderEndedReason: '{status}: {name}. {reason}',
  alert: '{title}. {message}',
} as const;
