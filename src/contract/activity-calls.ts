import { z } from 'zod';
import { activity, activityPageRequest, corrections, correctionsRequest } from './activity.ts';
import { call, noWorkspace } from './call.ts';
import { notFound } from './orders.ts';
import { pageOf } from './values.ts';

/** All that moved in accounts, by trades and otherwise. */
export const activityCalls = {
  'activity.page': call(activityPageRequest, pageOf(activity), z.union([noWorkspace, notFound])),
  'activity.corrections': call(correctionsRequest, corrections, z.union([noWorkspace, notFound])),
} as const;
