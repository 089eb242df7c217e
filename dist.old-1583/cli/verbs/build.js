import { withBuildDisplay } from '../build/with-display.js';
import { buildExitCode } from '../exit-code.js';
import { withParallelism } from '../parallelism.js';
import { collected, runs, verb } from '../verb.js';
import { requireWritable } from '../writable-store.js';
/** `build RECIPE`: a version of a dataset from a recipe. */
export function buildVerb() {
    const command = verb('build', 'Build a version of a dataset from a recipe; the same command resumes after a crash', [
        'build recipes/en-text.yaml',
        `build en-text.yaml --set 'sources.0.path=/data/**/*.txt' --set output.holdout=0.05`,
        'build daily.yaml --at 2026-11-20',
        'build en-text.yaml --hosts 2 --threads 4 --json > result.json',
    ])
        .argument('<recipe>', 'a recipe in YAML')
        .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, [])
        .option('--at <time>', 'what {date}, {year}, {month}, {day} and {hour} in its paths stand for; now without it');
    return runs(withParallelism(command), async ({ store, set, at, threads, hosts, hostMemory }, output, path = '') => {
        const { loadDatedRecipe } = await import('../load-dated-recipe.js');
        const { findInputs } = await import('../../workers/planning/find-inputs.js');
        const { recipe, operations, folder } = await loadDatedRecipe(path, set, at);
        // A pattern without a file is told before a server is started for it.
        await findInputs(recipe, folder);
        const { openStorage } = await import('../../storage/open-storage.js');
        const { readVersion } = await import('../../shards/catalogue.js');
        const { readDecision } = await import('../../shards/decision.js');
        const { runBuild } = await import('../../workers/build.js');
        const { buildResult, summaryLines } = await import('../build/build-summary.js');
        const storage = openStorage(store);
        await requireWritable(storage);
        output.line(`Building ${recipe.dataset} from ${path}`);
        return withBuildDisplay(output, ({ onEvent, signal }) => runBuild({
            ...{ recipe, recipeFolder: folder, storage, work: 'build', threads, hosts, hostMemory },
            ...{ alerts: operations.alerts, env: process.env, onEvent, signal },
        }), async (outcome) => {
            const stored = await readVersion(storage, outcome.dataset, outcome.version);
            const { manifest } = stored;
            const decision = await readDecision(storage, stored);
            const quarantineLimit = recipe.limits.quarantine;
            for (const line of summaryLines(outcome, manifest, { store: storage.location, quarantineLimit, decision }))
                output.line(line);
            await output.result(buildResult(outcome, manifest));
            return buildExitCode(outcome, quarantineLimit);
        });
    });
}
//# sourceMappingURL=build.js.map