import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { isHttpUrl } from './http/http-url.js';
import { isS3Url } from './s3/s3-url.js';
/** True for what is asked for over a network. */
export function isRemote(path) {
    return isS3Url(path) || isHttpUrl(path);
}
/** The file at a path, or at an `s3://`, `https://` or `http://` URL. Nothing is opened before it is read, so errors come then. */
export function openSourceFile(path) {
    return isRemote(path) ? remoteFile(path) : localFile(path);
}
function localFile(path) {
    const live = new Set();
    let handle;
    return {
        async *read(start = 0, end) {
            if (end !== undefined && end <= start)
                return;
            const last = end === undefined ? {} : { end: end - 1 };
            const stream = createReadStream(path, { start, ...last, highWaterMark: 1 << 18 });
            live.add(stream);
            yield* stream;
            live.delete(stream);
        },
        range: async (start, end) => {
            handle ??= open(path);
            const file = await handle;
            const bytes = new Uint8Array(end - start);
            let filled = 0;
            while (filled < bytes.length) {
                const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
                if (bytesRead === 0)
                    break;
                filled += bytesRead;
            }
            return bytes.subarray(0, filled);
        },
        close: async () => {
            for (const stream of live)
                stream.destroy();
            await (await handle?.catch(() => undefined))?.close();
        },
    };
}
/** A local build never loads the client. */
function remoteFile(url) {
    let file;
    let closed = false;
    const opened = async () => {
        file ??= await openRemote(url);
        if (closed)
            await file.close();
        return file;
    };
    return {
        async *read(start, end) {
            yield* (await opened()).read(start, end);
        },
        range: async (start, end) => (await opened()).range(start, end),
        close: async () => {
            closed = true;
            await file?.close();
        },
    };
}
async function openRemote(url) {
    if (isS3Url(url))
        return (await import('./s3/s3-file.js')).openS3File(url);
    return (await import('./http/http-file.js')).openHttpFile(url);
}
//# sourceMappingURL=source-file.js.map