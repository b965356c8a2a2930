import { z } from 'zod';
import { activity, activityPageRequest, corrections, correctionsRequest } from './activity.ts';
import { entered, enterRequest, invalidMovement, takeBackRequest } from './entered-movement.ts';
import { call, noWorkspace } from './call.ts';
import { notFound } from './orders.ts';
import { pageOf } from './values.ts';

/** All that moved in accounts, by trades and otherwise. */
export const activityCalls = {
  'activity.page': call(activityPageRequest, pageOf(activity), z.union([noWorkspace, notFound])),
  'activity.corrections': call(correctionsRequest, corrections, z.union([noWorkspace, notFound])),
  /** In the place of another where it says so. All of it or nothing; a trial only tells what it would do. */
  'activity.enter': call(enterRequest, entered, z.union([noWorkspace, notFound, invalidMovement])),
  /** With all that belongs to it. It stays in the record, and counts no more. */
  'activity.takeBack': call(takeBackRequest, entered, z.union([noWorkspace, notFound, invalidMovement])),
} as const;
