import { Context } from '@temporalio/activity';
import { openStorage } from '../storage/open-storage.ts';
import type { FollowUpActivities } from '../workflows/contract.ts';
import { announce } from './announcing/announce.ts';
import { idleBeat, withHeartbeats } from './heartbeats.ts';
import { decideVersion } from './review/decide-version.ts';
import { pauseSchedule } from './schedules/pause-schedule.ts';
import { versionPage } from './version-page.ts';

/** What follows a build. Each can run again after a crash at any point, with the same outcome. */
export const followUpActivities: FollowUpActivities = {
  describeVersion: ({ store, dataset, version }) =>
    withHeartbeats(idleBeat(), () => versionPage(openStorage(store), dataset, version)),
  announce,
  pauseSchedule: (request) => withHeartbeats(idleBeat(), () => pauseSchedule(Context.current().client, request)),
  decideVersion: (request) =>
    withHeartbeats(idleBeat(), () => decideVersion(openStorage(request.store), Context.current().client, request)),
};
