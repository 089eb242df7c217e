import { sampleFates } from '../../quality/report/fate-sample.js';
import { sentence } from '../../quality/sentence.js';
/** One dropped record for each of the `count` most frequent reasons: its file, its fate in a sentence, and how to ask. */
export async function droppedMails(storage, manifest, count) {
    const samples = (await sampleFates(storage, manifest, 1)).filter(({ fate }) => fate === 'dropped').slice(0, count);
    return samples.flatMap(({ rows }) => rows.map((row) => `${row.source}\n  ${sentence(row)}\n  npx millrace why ${manifest.dataset} --id ${row.id}`));
}
//# sourceMappingURL=dropped-mails.js.map