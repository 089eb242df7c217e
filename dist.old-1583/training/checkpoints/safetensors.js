import { byCodeUnit } from '../../core/code-unit-order.js';
import { MillraceError } from '../../core/errors.js';
import { printable, shorten } from '../../quality/printable.js';
/** Longest header that is read: room for some 100,000 tensors. */
const mostHeaderBytes = 16 * 2 ** 20;
const elementBytes = 4;
const metadataName = '__metadata__';
const dtypes = { float32: 'F32', int32: 'I32' };
/**
 * A safetensors file: 8 bytes with the header's length, a JSON header, then the tensors without a gap, sorted by name.
 * The header is filled up with spaces so that the tensors begin at a multiple of 8. Equal tensors give equal bytes.
 * Costs one copy of the tensors. Format: https://huggingface.co/docs/safetensors, release 0.6.
 */
export function encodeSafetensors(tensors, metadata = {}) {
    const sorted = [...tensors].sort(([a], [b]) => byCodeUnit(a, b));
    const members = [];
    if (Object.keys(metadata).length > 0) {
        members.push([metadataName, Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => byCodeUnit(a, b)))]);
    }
    let offset = 0;
    for (const [name, { dtype, shape, data }] of sorted) {
        members.push([name, { dtype: dtypes[dtype], shape, data_offsets: [offset, offset + data.byteLength] }]);
        offset += data.byteLength;
    }
    const json = Buffer.from(`{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)}}`);
    const headerBytes = Math.ceil(json.length / 8) * 8;
    const file = new Uint8Array(8 + headerBytes + offset);
    new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
    file.fill(0x20, 8, 8 + headerBytes);
    file.set(json, 8);
    let end = 8 + headerBytes;
    for (const [, { data }] of sorted) {
        file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), end);
        end += data.byteLength;
    }
    return file;
}
/**
 * The tensors of a safetensors file with dtypes F32 and I32, in the order in which the file holds them, in memory of
 * their own. Throws MillraceError `bad-checkpoint` for every file that breaks the format: a header that is too long or
 * no JSON, tensors that overlap, leave a gap, end outside the file or have another size than their shape.
 * `at` is the file's name, for the error.
 */
export function decodeSafetensors(bytes, at) {
    const refuse = (message, cause) => new MillraceError('bad-checkpoint', message, { at, cause });
    const { header, start } = readHeader(bytes, refuse);
    const { [metadataName]: metadata = {}, ...entries } = header;
    const places = Object.entries(entries)
        .map(([name, value]) => ({ name, ...readPlace(name, value, refuse) }))
        .sort((a, b) => a.begin - b.begin || a.end - b.end);
    let offset = 0;
    const tensors = new Map();
    for (const { name, dtype, shape, begin, end } of places) {
        if (begin !== offset)
            throw refuse(`tensor ${shown(name)} begins at byte ${begin}, the one before ends at ${offset}`);
        if (end > bytes.length - start)
            throw refuse(`tensor ${shown(name)} ends outside the file`);
        const { buffer } = new Uint8Array(bytes.subarray(start + begin, start + end));
        tensors.set(name, dtype === 'F32'
            ? { dtype: 'float32', shape, data: new Float32Array(buffer) }
            : { dtype: 'int32', shape, data: new Int32Array(buffer) });
        offset = end;
    }
    if (start + offset !== bytes.length) {
        throw refuse(`the tensors end at byte ${start + offset} of a file of ${bytes.length}`);
    }
    return { tensors, metadata: readMetadata(metadata, refuse) };
}
function readHeader(bytes, refuse) {
    if (bytes.length < 8)
        throw refuse(`${bytes.length} bytes are no safetensors file`);
    const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
    if (length > BigInt(Math.min(mostHeaderBytes, bytes.length - 8))) {
        throw refuse(`a header of ${length} bytes in a file of ${bytes.length}; at most ${mostHeaderBytes} are read`);
    }
    const start = 8 + Number(length);
    let header;
    try {
        header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start)));
    }
    catch (error) {
        throw refuse('the header is no JSON', error);
    }
    if (!isObject(header))
        throw refuse('the header is no JSON object');
    return { header, start };
}
function readPlace(name, value, refuse) {
    const { dtype, shape, data_offsets: offsets } = isObject(value) ? value : {};
    if (dtype !== 'F32' && dtype !== 'I32') {
        const found = typeof dtype === 'string' ? shown(dtype) : 'none';
        throw refuse(`tensor ${shown(name)} has the dtype ${found}; F32 and I32 are read`);
    }
    if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
        throw refuse(`tensor ${shown(name)} needs a shape and two data_offsets, whole numbers`);
    }
    const [begin = 0, end = 0] = offsets;
    const size = shape.reduce((product, side) => product * side, elementBytes);
    if (end - begin !== size)
        throw refuse(`tensor ${shown(name)} has ${end - begin} bytes; its shape asks for ${size}`);
    return { dtype, shape, begin, end };
}
function readMetadata(value, refuse) {
    const entries = isObject(value) ? Object.entries(value) : undefined;
    const texts = entries?.filter((entry) => typeof entry[1] === 'string');
    if (texts === undefined || texts.length !== entries?.length)
        throw refuse(`${metadataName} is no map of texts`);
    return Object.fromEntries(texts);
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isCounts(value) {
    return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}
function shown(name) {
    return JSON.stringify(shorten(printable(name), 100));
}
//# sourceMappingURL=safetensors.js.map