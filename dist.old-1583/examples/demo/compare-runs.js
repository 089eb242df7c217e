import { terminalTable } from '../../quality/terminal-table.js';
import { checkpointFolder } from '../../training/checkpoints/checkpoint.js';
/** Losses and last weights of two runs beside each other, and whether they are the same to the last bit. */
export async function compareRuns(storage, calm, disturbed) {
    const [a, b] = [await factsOf(storage, calm), await factsOf(storage, disturbed)];
    const rows = Object.keys(a).map((what) => {
        const [left = '', right = ''] = [a[what], b[what]];
        return [what, left.slice(0, 24), right.slice(0, 24), left === right ? 'equal' : 'DIFFERENT'];
    });
    const columns = [
        { heading: '', align: 'left' },
        { heading: 'undisturbed', align: 'left' },
        { heading: 'killed and resumed', align: 'left' },
        { heading: '', align: 'left' },
    ];
    return { equal: rows.every((row) => row[3] === 'equal'), lines: terminalTable(columns, rows) };
}
async function factsOf(storage, { run, steps, loss, valLoss }) {
    const key = `${checkpointFolder(`runs/${run}`, steps)}checkpoint.json`;
    const { files } = JSON.parse(Buffer.from(await storage.get(key)).toString('utf8'));
    return {
        'training loss': String(loss),
        'validation loss': String(valLoss),
        ...Object.fromEntries(Object.entries(files).map(([name, { sha256 }]) => [name, sha256])),
    };
}
//# sourceMappingURL=compare-runs.js.map