import { gzipSync } from 'node:zlib';
/** Text that is compressed together: a gzip file may have any number of parts. */
const partBytes = 2 ** 20;
/** Writes lines to a file, with `gzip` compressed. */
export function lineFile(file, gzip) {
    let part = [];
    let waiting = 0;
    let textBytes = 0;
    const compress = async () => {
        if (part.length > 0)
            await file.write(gzipSync(Buffer.concat(part)));
        [part, waiting] = [[], 0];
    };
    return {
        get textBytes() {
            return textBytes;
        },
        add: async (line) => {
            textBytes += line.length;
            if (!gzip)
                return await file.write(line);
            part.push(line);
            waiting += line.length;
            if (waiting >= partBytes)
                await compress();
        },
        close: async () => {
            await compress();
            await file.close();
        },
    };
}
/** A value as a line of JSON. */
export function lineOf(value) {
    return Buffer.from(`${JSON.stringify(value)}\n`);
}
//# sourceMappingURL=line-file.js.map