import { activityInfo, Context } from '@temporalio/activity';
import { openStorage } from '../storage/open-storage.ts';
import type { FollowUpActivities, Heartbeat } from '../workflows/contract.ts';
import { announce } from './announcing/announce.ts';
import { withHeartbeats } from './heartbeats.ts';
import { decideVersion } from './review/decide-version.ts';
import { pauseSchedule } from './schedules/pause-schedule.ts';
import { versionPage } from './version-page.ts';

/** What follows a build. Each can run again after a crash at any point, with the same outcome. */
export const followUpActivities: FollowUpActivities = {
  describeVersion: ({ store, dataset, version }) =>
    withHeartbeats(idle(), () => versionPage(openStorage(store), dataset, version)),
  announce,
  pauseSchedule: (request) => withHeartbeats(idle(), () => pauseSchedule(Context.current().client, request)),
  decideVersion: (request) =>
    withHeartbeats(idle(), () => decideVersion(openStorage(request.store), Context.current().client, request)),
};

function idle(): Heartbeat {
  return { phase: activityInfo().activityType, from: 0, jobs: 0, records: 0 };
}
