import type { CallName } from './contract.ts';

export type CallBound = {
  /** Under way at once, of all screens together. One more is refused as BUSY. */
  readonly atOnce: number;
  /** Characters of the whole frame, as JSON: a character may take six of them there. */
  readonly characters: number;
  /** Until it is answered as CUT_SHORT; its place among those at once it keeps until it has really ended. */
  readonly milliseconds: number;
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const kilo = 1024;

/** Reads what is at hand, or asks for something to be begun. */
const quick = { atOnce: 64, characters: 16 * kilo, milliseconds: 30 * second };
/** Reads through the record. */
const reading = { ...quick, atOnce: 16 };
/** Waits for a venue, which has longer deadlines of its own. */
const ofVenue = { ...quick, milliseconds: 2 * minute };
/** Begins or ends a thread, opens or copies files. */
const heavy = { ...quick, atOnce: 4, milliseconds: 30 * minute };

/** What each call may take. The number and the size are looked at before anything is done. */
export const bounds: { readonly [Name in CallName]: CallBound } = {
  'state.snapshot': quick,

  'workspaces.list': reading,
  'workspaces.openDemo': heavy,
  'workspaces.createPaper': heavy,
  'workspaces.open': heavy,
  'workspaces.close': { ...heavy, milliseconds: minute },

  'killSwitch.engage': reading,
  'killSwitch.release': reading,
  'accounts.add': { ...ofVenue, atOnce: 4 },
  'accounts.rename': quick,
  'accounts.disable': quick,
  'accounts.enable': quick,
  'accounts.borrow': { ...ofVenue, atOnce: 1 },
  'accounts.setDeadMansSwitch': { ...ofVenue, atOnce: 2 },
  'accounts.bringIn': { ...ofVenue, atOnce: 1 },
  'accounts.compare': { ...ofVenue, atOnce: 4 },
  'keys.connect': { ...ofVenue, atOnce: 1, characters: 192 * kilo, milliseconds: 5 * minute },
  'keys.test': { ...ofVenue, atOnce: 2 },
  'keys.remove': { ...ofVenue, atOnce: 2 },
  'keys.balances': { ...ofVenue, atOnce: 2 },
  'accounts.feeSchedules': reading,
  'accounts.setFeeSchedule': { ...ofVenue, atOnce: 1 },
  'accounts.removeFeeSchedule': { ...ofVenue, atOnce: 1 },

  'instruments.list': reading,
  'market.candles': ofVenue,

  'orders.estimate': quick,
  'orders.available': quick,
  'orders.place': ofVenue,
  'orders.cancel': { ...ofVenue, atOnce: 256 },
  'orders.cancelAll': { ...ofVenue, atOnce: 16, milliseconds: 10 * minute },
  'orders.amend': ofVenue,
  'orders.page': reading,
  'orders.strategies': reading,
  'orders.history': reading,
  'fills.page': reading,

  'positions.history': reading,
  'positions.ofStrategy': reading,
  'positions.protect': quick,
  'portfolio.summary': reading,
  'portfolio.holdings': { ...reading, milliseconds: 5 * minute },
  'portfolio.entries': { ...reading, milliseconds: 5 * minute },
  'portfolio.equity': reading,
  'portfolio.flows': reading,
  'portfolio.rateFlow': quick,
  'portfolio.baseChanges': quick,
  'portfolio.previewBase': { ...reading, atOnce: 2 },
  'portfolio.changeBase': { ...quick, atOnce: 1 },
  'portfolio.keepBase': { ...quick, atOnce: 1 },
  'rates.preview': { ...heavy, atOnce: 1, characters: 4000 * kilo, milliseconds: 2 * minute },
  'rates.take': { ...heavy, atOnce: 1, characters: 4000 * kilo, milliseconds: 5 * minute },
  'rates.files': quick,
  'rates.undo': { ...heavy, atOnce: 1 },
  'portfolio.unsettled': { ...quick, atOnce: 4, characters: 256 * kilo, milliseconds: 5 * minute },
  'portfolio.rateLeg': ofVenue,
  'portfolio.returns': reading,
  'portfolio.results': { ...reading, milliseconds: 5 * minute },
  'portfolio.gains': { ...quick, atOnce: 4, characters: 256 * kilo, milliseconds: 5 * minute },
  'portfolio.chooseLots': { ...quick, atOnce: 1, characters: 256 * kilo, milliseconds: 5 * minute },
  'portfolio.ofStrategy': reading,
  'portfolio.setLimits': quick,

  'prices.offers': reading,
  'prices.give': quick,
  'prices.takeAway': quick,

  'balances.list': reading,
  'balances.state': { ...quick, characters: 256 * kilo },
  'balances.correct': quick,
  'balances.takeBack': quick,
  'balances.movements': { ...quick, atOnce: 4, milliseconds: 5 * minute },

  'activity.page': reading,
  'activity.corrections': reading,
  'activity.enter': ofVenue,
  'activity.takeBack': ofVenue,
  'activity.tellFee': ofVenue,
  'activity.tellDust': ofVenue,
  'activity.link': ofVenue,
  'activity.separate': ofVenue,

  'groups.read': { ...reading, milliseconds: 5 * minute },
  'groups.stop': quick,

  'alerts.acknowledge': { ...quick, characters: 1536 * kilo },

  'settings.find': { ...quick, characters: 256 * kilo },
  'settings.set': { ...quick, characters: 1600 * kilo },

  'maintenance.status': reading,
  'maintenance.figureChanges': reading,
  'maintenance.verify': { ...heavy, milliseconds: minute },
  'maintenance.backup': { ...heavy, milliseconds: minute },
  'maintenance.restore': { ...heavy, milliseconds: minute },
  'maintenance.export': { ...heavy, milliseconds: minute },
  'maintenance.importWorkspace': { ...heavy, characters: 32 * kilo, milliseconds: minute },

  'tasks.list': quick,
  'tasks.result': quick,
  'tasks.read': quick,
  'tasks.cancel': quick,

  'imports.begin': { ...heavy, characters: 700 * kilo, milliseconds: minute },
  'imports.chunk': { ...heavy, atOnce: 8, characters: 1600 * kilo },
  'imports.preview': heavy,
  'imports.commit': { ...heavy, milliseconds: 6 * hour },
  'imports.list': reading,
  'imports.undo': { ...heavy, milliseconds: 6 * hour },
  'imports.discard': { ...heavy, atOnce: 16, milliseconds: minute },

  'screen.fault': { ...quick, characters: 64 * kilo },
};

/** A longer one is of no call. */
export const largestFrame = Math.max(...Object.values(bounds).map(({ characters }) => characters));

/** Milliseconds after which a call that was refused as BUSY may be made again. */
export const busyFor = 1000;
