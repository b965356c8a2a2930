/** The core, the markets, and what is stale. */
export const connection = {
  connecting: 'Connecting to the core',
  coreLost: 'Tapedeck’s core does not answer',
  coreLostMeaning: 'Your record is safe on disk. If this stays, start Tapedeck again. {address}',
  signedOut: 'This page is not signed in',
  signedOutMeaning:
    'Each address of Tapedeck signs one page in, once; this one was used before, or is of an earlier start. {address}',
  banner_lost:
    '<strong>Connection lost to Tapedeck’s core since {time}.</strong> Everything below is as it was then, and orders stay at their venue as they are. The screen connects again by itself. If it does not, start Tapedeck again. {address}',
  banner_silent:
    '<strong>Tapedeck’s core has not answered since {time}.</strong> Everything below is as it was then, and orders stay at their venue as they are. No order is sent until it answers; nothing is to be done on this page.',
  banner_behind:
    '<strong>Tapedeck’s core could not read its record since {time}.</strong> Everything below is as it was then, and orders stay at their venue as they are. It is asked again every two seconds; no order is sent until then, and cancels are. If this stays, start Tapedeck again and check the workspace.',
  'banner_signed-out':
    '<strong>This page was signed out of Tapedeck’s core since {time}.</strong> Everything below is as it was then, and orders stay at their venue as they are. {address}',
  chip_lost: 'Core lost',
  'chip_signed-out': 'Core lost',
  chip_silent: 'Core silent',
  chip_behind: 'Core behind',
  chips: 'Connection',
  offline: 'offline',
  since: 'Since {time}',
  feed_live: '{venue} live',
  feed_connecting: '{venue} connecting',
  feed_stale: '{venue} stale since {time}',
  feed_offline: '{venue} offline',
  feedReason: '{feed}: {reason}',
  noticePrices: '{feed}. Prices are the last known.',
  noticeNoPrice: '{feed}. No price is known.',
  noticeConnecting: '{feed}.',
  offlinePrices: 'Offline. Prices are the last known.',
  offlineNoPrice: 'Offline. No price is known.',
  staleSince: 'Stale since {time}',
  staleHint: 'What stands here was last known to be good at this time',
  outage_lost: 'No connection to Tapedeck’s core since {time}. {meaning}',
  'outage_signed-out': 'No connection to Tapedeck’s core since {time}. {meaning}',
  outage_silent: 'Tapedeck’s core has not answered since {time}. {meaning}',
  outage_behind: 'Tapedeck’s core could not read its record since {time}. {meaning}',
  notSent: 'Nothing can be sent.',
  handedOver:
    'This was handed to it before. What became of it is told when it answers; what comes to it too late is not sent.',
  cancelSilent: 'A cancel is handed to it all the same, and carried out when it answers.',
  cancelLost: 'Nothing can be cancelled from here; orders stay at their venue as they are.',
  awaited: 'What is awaited here comes when that is over.',
  goodAddress:
    'The address that works stands in the file “sign-in-address” in Tapedeck’s workspaces folder, and right after a start in the line “Tapedeck ready: …” where it was started.',
  simulatedMarket: 'Simulated market',
} as const;
