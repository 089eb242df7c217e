import { Context } from '@temporalio/activity';
import { openStorage } from '../storage/open-storage.js';
import { announce } from './announcing/announce.js';
import { idleBeat, withHeartbeats } from './heartbeats.js';
import { decideVersion } from './review/decide-version.js';
import { pauseSchedule } from './schedules/pause-schedule.js';
import { versionPage } from './version-page.js';
/** What follows a build. Each can run again after a crash at any point, with the same outcome. */
export const followUpActivities = {
    describeVersion: ({ store, dataset, version }) => withHeartbeats(idleBeat(), () => versionPage(openStorage(store), dataset, version)),
    announce,
    pauseSchedule: (request) => withHeartbeats(idleBeat(), () => pauseSchedule(Context.current().client, request)),
    decideVersion: (request) => withHeartbeats(idleBeat(), () => decideVersion(openStorage(request.store), Context.current().client, request)),
};
//# sourceMappingURL=follow-up-activities.js.map