import { z } from 'zod';
import { activity, activityPageRequest, corrections, correctionsRequest } from './activity.ts';
import { notARest, tellDustRequest } from './told-dust.ts';
import { invalidFee, tellFeeRequest } from './told-fee.ts';
import { entered, enterRequest, invalidMovement, takeBackRequest } from './entered-movement.ts';
import { call, noWorkspace, nothing } from './call.ts';
import { wholeText } from './ids.ts';
import { notFound } from './orders.ts';
import { pair } from './unsettled.ts';
import { pageOf } from './values.ts';

const refused = z.union([noWorkspace, notFound, invalidMovement]);
const movementRef = z.object({ id: wholeText(1000) });

/** All that moved in accounts, by trades and otherwise. */
export const activityCalls = {
  'activity.page': call(activityPageRequest, pageOf(activity), z.union([noWorkspace, notFound])),
  'activity.corrections': call(correctionsRequest, corrections, z.union([noWorkspace, notFound])),
  /** In the place of another where it says so. All of it or nothing; a trial only tells what it would do. */
  'activity.enter': call(enterRequest, entered, refused),
  /** With all that belongs to it. It stays in the record, and counts no more. */
  'activity.takeBack': call(takeBackRequest, entered, refused),
  /** The fee of a trade whose source told none; without one, what was told by hand is taken back. */
  'activity.tellFee': call(tellFeeRequest, nothing, z.union([noWorkspace, notFound, invalidFee])),
  /** What an imported trade has left is too small to be traded, or is so no more. */
  'activity.tellDust': call(tellDustRequest, nothing, z.union([noWorkspace, notFound, notARest])),
  /** What left one own account and came into another is one transfer from then on. */
  'activity.link': call(pair, movementRef, refused),
  /** They are a withdrawal and a deposit again. */
  'activity.separate': call(movementRef, movementRef, refused),
} as const;
