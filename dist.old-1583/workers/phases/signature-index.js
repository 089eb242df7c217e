import { numberDocuments } from '../../pipelines/dedup/numbering.js';
import { readSignatureFile, signatureHeaderBytes, signatureLayout, } from '../../pipelines/dedup/signature-file.js';
import { walkOrder } from '../../pipelines/dedup/walk-order.js';
import { workKeys } from '../planning/plan.js';
import { knownFiles } from './known-version.js';
import { mapPhaseName, signaturesKind } from './map-outputs.js';
import { openRemovedBefore } from './removed-before.js';
/** Reads headers, ordinals and weights of all partitions' signature files. Memory: 24 bytes a document. */
export async function openSignatureIndex(build, segment, step, { keep, against }) {
    const isRemoved = await openRemovedBefore(build, segment, step);
    const files = against.length === 0 ? [] : await knownFiles(build, step, signaturesKind(step));
    const partitions = [];
    const weights = [];
    const add = async (key, stays) => {
        const layout = signatureLayout(await build.storage.getRange(key, 0, signatureHeaderBytes));
        const { ordinalsAt, weightsAt, startsAt } = layout;
        const bytes = new Uint8Array(await build.storage.getRange(key, ordinalsAt, startsAt)).buffer;
        const ordinals = new Uint32Array(bytes, 0, layout.documents);
        const all = new Uint32Array(bytes, weightsAt - ordinalsAt, layout.documents);
        const rows = Uint32Array.from(ordinals.keys()).filter((row) => stays(ordinals[row] ?? 0));
        partitions.push({ key, layout, rows, ordinals: rows.map((row) => ordinals[row] ?? 0) });
        weights.push(rows.map((row) => all[row] ?? 0));
    };
    for (const key of files)
        await add(key, () => true);
    for (let partition = 0; partition < build.plan.partitions; partition++) {
        const key = workKeys.output(build.folder, mapPhaseName(segment), partition, signaturesKind(step));
        await add(key, (ordinal) => !isRemoved(partition, ordinal));
    }
    const counts = partitions.map(({ rows }) => rows.length);
    const knownDocuments = counts.slice(0, files.length).reduce((sum, count) => sum + count, 0);
    const order = walkOrder(keep, joined(weights), knownDocuments);
    const placeOf = numberDocuments(counts);
    const inputPlace = (document) => order[document] ?? 0;
    return {
        partitions,
        known: files.length,
        knownDocuments,
        documents: order.length,
        placeOf: (document) => placeOf(inputPlace(document)),
        inputPlace,
    };
}
function joined(parts) {
    const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
        all.set(part, at);
        at += part.length;
    }
    return all;
}
/** The hashes of one band, for the documents of an index by their numbers. Memory: 16 bytes a document. */
export async function readBand(build, index, band) {
    const inOrderOfInput = new BigUint64Array(index.documents);
    let at = 0;
    for (const { key, layout, rows } of index.partitions) {
        const start = layout.bandsAt + 8 * band * layout.documents;
        const bytes = await build.storage.getRange(key, start, start + 8 * layout.documents);
        const hashes = new BigUint64Array(new Uint8Array(bytes).buffer);
        for (const row of rows)
            inOrderOfInput[at++] = hashes[row] ?? 0n;
    }
    return inOrderOfInput.map((_, document) => inOrderOfInput[index.inputPlace(document)] ?? 0n);
}
const openFiles = 64;
/** Opens signature files as they are asked for, and keeps the last few. Memory: `openFiles` of them. */
export function openSignatureFiles(build, index) {
    const open = new Map();
    return async (partition) => {
        const known = open.get(partition);
        if (known !== undefined)
            return known;
        const oldest = open.keys().next().value;
        if (open.size >= openFiles && oldest !== undefined)
            open.delete(oldest);
        const file = readSignatureFile(await build.storage.get(index.partitions[partition]?.key ?? ''));
        open.set(partition, file);
        return file;
    };
}
//# sourceMappingURL=signature-index.js.map