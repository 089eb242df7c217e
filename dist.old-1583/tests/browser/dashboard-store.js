import assert from 'node:assert/strict';
import { millraceOutput, startMillrace } from '../journeys/build-command.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { writeDocsRecipe } from './docs-recipe.js';
import { dashboardOf } from './mail-store.js';
const env = { ...process.env, TEMPORAL_ADDRESS: undefined };
/** Versions of `docs`: a good one, one of much longer texts, and one whose gate fails. */
const inputs = [
    { input: { records: 200, words: 40, short: 10 }, code: 0 },
    { input: { records: 200, words: 400, short: 10 }, code: 0 },
    { input: { records: 200, words: 400, short: 120 }, code: 3 },
];
/**
 * A store with three versions of `docs` and a paused schedule, behind `millrace up --dashboard` until the test ends.
 * No worker runs. Gives the dashboard's address.
 */
export async function openDashboardStore(test) {
    const folder = temporaryFolder(test);
    const store = ['--store', `${folder}/store`];
    const up = startMillrace(['up', '--dashboard', '--json', ...store], env);
    test.after(async () => {
        up.child.kill('SIGINT');
        await up.ended;
    });
    const dashboard = await dashboardOf(up);
    for (const { input, code } of inputs) {
        const recipe = writeDocsRecipe(folder, input);
        const build = await millraceOutput(['build', recipe, '--threads', '1', ...store], env);
        assert.equal(build.code, code, build.stderr);
    }
    const schedule = ['schedule', 'create', writeDocsRecipe(folder, { records: 1, words: 40, short: 0 }), '--paused'];
    const created = await millraceOutput([...schedule, ...store], env);
    assert.equal(created.code, 0, created.stderr);
    return dashboard;
}
//# sourceMappingURL=dashboard-store.js.map