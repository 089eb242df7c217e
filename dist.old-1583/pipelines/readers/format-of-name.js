import { compressionOf } from './decompression.js';
const formats = {
    ...{ jsonl: 'jsonl', ndjson: 'jsonl', csv: 'csv', tsv: 'tsv', parquet: 'parquet', pq: 'parquet' },
    ...{ arrow: 'arrow', arrows: 'arrow', feather: 'arrow', ipc: 'arrow' },
    ...{ txt: 'text', text: 'text', md: 'text', markdown: 'text', rst: 'text' },
    ...{ html: 'html', htm: 'html', xhtml: 'html', warc: 'warc', wet: 'warc' },
    ...{ eml: 'mail', mbox: 'mbox', mbx: 'mbox', pdf: 'pdf' },
};
/** The source format that a file's name tells, compressed or not; undefined where it tells none. */
export function formatOfName(name) {
    const plain = compressionOf(name) === undefined ? name : name.replace(/\.[^.]*$/, '');
    const extension = /\.([^./]+)$/.exec(plain)?.[1]?.toLowerCase();
    return extension !== undefined && Object.hasOwn(formats, extension) ? formats[extension] : undefined;
}
/** Whether a name is that of an archive. */
export function isArchiveName(name) {
    return /\.(zip|jar|7z|rar|(tar(\.\w+)?)|tgz|tbz2?|tzst|txz)$/i.test(name);
}
//# sourceMappingURL=format-of-name.js.map