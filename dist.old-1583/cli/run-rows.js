import { countText } from '../quality/number-text.js';
import { terminalTable } from '../quality/terminal-table.js';
import { runFolder } from '../training/runs/run-folder.js';
import { readRunRecord } from '../training/runs/run-record.js';
import { runState } from '../training/runs/run-state.js';
/** Training runs over a dataset, or all, by name. Reads their configurations and results. */
export async function listRunRows(storage, dataset) {
    const rows = [];
    for (const run of await storage.folders('runs/')) {
        const { data, settings } = await readRunRecord(storage, runFolder(run));
        if (dataset !== undefined && data.dataset !== dataset)
            continue;
        const state = await runState(storage, run);
        const result = state.kind === 'finished' ? state.result : undefined;
        rows.push({
            run,
            data: `${data.dataset}@${data.version}`,
            model: settings.model.name,
            objective: settings.objective.name,
            state: state.kind === 'new' ? 'planned' : state.kind,
            step: state.kind === 'unfinished' ? state.step : (result?.steps ?? 0),
            steps: settings.steps,
            loss: result?.loss ?? null,
            valLoss: result?.validationLoss ?? null,
        });
    }
    return rows;
}
/** Lines of a table for people. */
export function runTable(rows) {
    const left = ['run', 'data', 'objective', 'state'].map((heading) => ({ heading, align: 'left' }));
    const right = ['step', 'loss', 'validation'].map((heading) => ({ heading, align: 'right' }));
    return terminalTable([...left, ...right], rows.map(({ run, data, objective, state, step, steps, loss, valLoss }) => [
        ...[run, data, objective, state],
        state === 'finished' ? countText(steps) : `${countText(step)} of ${countText(steps)}`,
        loss === null ? '' : loss.toFixed(4),
        valLoss === null ? '' : valLoss.toFixed(4),
    ]));
}
//# sourceMappingURL=run-rows.js.map