import { lineFile, lineOf } from './line-file.js';
/**
 * Writes JSON lines, `SPLIT/SPLIT-000000.jsonl` and so on, each of at most `shardBytes` of text or of one line; with
 * `gzip`, compressed, `.jsonl.gz`.
 */
export function jsonlSink(folder, split, shardBytes, gzip) {
    let shards = 0;
    let lines;
    const finish = async () => {
        await lines?.close();
        lines = undefined;
    };
    return {
        add: async (sample) => {
            const line = lineOf(lineValue(sample));
            if (lines !== undefined && lines.textBytes + line.length > shardBytes)
                await finish();
            const name = `${split}/${split}-${String(shards).padStart(6, '0')}.jsonl${gzip ? '.gz' : ''}`;
            if (lines === undefined) {
                lines = lineFile(await folder.create(name), gzip);
                shards++;
            }
            await lines.add(line);
        },
        finish,
    };
}
function lineValue(sample) {
    switch (sample.content) {
        case 'documents': {
            const { id, text, label, source, parent, metadata } = sample.document;
            return { id, text, label, source, parent, metadata };
        }
        case 'tokens': {
            const { id, tokens, used, starts, documents } = sample.sequence;
            return { id, tokens: Array.from(tokens), used, starts: Array.from(starts), documents };
        }
        case 'images':
            return sample.image;
    }
}
//# sourceMappingURL=jsonl-sink.js.map