import { MillraceError } from '../../core/errors.js';
import { openStorage } from '../../storage/open-storage.js';
import { codeDigest } from '../planning/code-digest.js';
import { readJson, workKeys } from '../planning/plan.js';
/**
 * Opens the build that a job or an activity names.
 *
 * @throws {MillraceError} `code-changed` where other code than this planned it: its outputs would not be the plan's
 */
export async function openBuild(store, dataset, build) {
    const storage = openStorage(store);
    const folder = workKeys.folder(dataset, build);
    const plan = await readJson(storage, workKeys.plan(folder));
    if (plan.codeSha256 !== codeDigest()) {
        throw new MillraceError('code-changed', `Expected the code that planned this build of ${dataset}, found another`, {
            hint: 'Run the same command again: it plans anew with the code that is installed now.',
        });
    }
    return {
        plan,
        storage,
        folder,
        report: async (phase, index) => {
            const key = workKeys.report(folder, phase, index);
            return (await storage.size(key)) === undefined ? undefined : readJson(storage, key);
        },
    };
}
/** The report of a job that an earlier phase must have left. */
export async function requireReport(build, phase, index) {
    const report = await build.report(phase, index);
    if (report === undefined)
        throw new RangeError(`Expected a report of ${phase} ${index}`);
    return report;
}
/** The reports of the first `jobs` jobs of a phase that is over, in order. */
export async function requireReports(build, phase, jobs) {
    const reports = [];
    for (let index = 0; index < jobs; index++)
        reports.push(await requireReport(build, phase, index));
    return reports;
}
//# sourceMappingURL=open-build.js.map