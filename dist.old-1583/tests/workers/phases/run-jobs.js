import assert from 'node:assert/strict';
import { phasesOf } from '../../../workers/phases/phases.js';
import { workKeys, writeJson } from '../../../workers/planning/plan.js';
/** Runs the one job of each phase; what each reported by the name of its phase, and what the last one wrote. */
export async function runJobs(build) {
    const reported = new Map();
    let last;
    for (const phase of phasesOf(build.plan)) {
        assert.equal(await phase.count(build), 1);
        const ordinals = [];
        last = await phase.run(build, 0, (ordinal) => ordinals.push(ordinal), undefined);
        reported.set(phase.name, ordinals);
        await writeJson(build.storage, workKeys.report(build.folder, phase.name, 0), last);
    }
    return { reported, written: last };
}
//# sourceMappingURL=run-jobs.js.map