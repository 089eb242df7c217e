import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MillraceError } from '../../core/errors.js';
import { isHttpUrl, parseHttpUrl } from '../../storage/http/http-url.js';
/** True for a source's path that names files of web servers: a URL, or `@` and a list of them. */
export function namesHttp(path) {
    return isHttpUrl(path) || path.startsWith('@');
}
/**
 * The file of a URL; or those that a list names, one a line, with blank lines and lines that begin with `#` passed over.
 * A single file must be there; of one in a list that is not, its fate tells.
 *
 * @throws {MillraceError} (usage) `bad-http-url`, `http-private`, `no-input`; and what `httpError` tells
 */
export async function httpInputs(path, recipeFolder, at) {
    try {
        if (!path.startsWith('@')) {
            const { openHttpFile } = await import('../../storage/http/http-file.js');
            return [{ name: nameOf(parseHttpUrl(path)), path, bytes: (await openHttpFile(path).size()) ?? 0 }];
        }
        const urls = (await listedUrls(resolve(recipeFolder, path.slice(1)), path.slice(1), at)).map(listed);
        return [...new Map(urls.map((url) => [url.href, { name: nameOf(url), path: url.href, bytes: 0 }])).values()];
    }
    catch (error) {
        if (!(error instanceof MillraceError) || error.at === at)
            throw error;
        const { code, kind, message, hint } = error;
        const isUsage = kind === 'usage' || code === 'http-not-found' || code === 'http-denied';
        throw new MillraceError(code, message, {
            kind: isUsage ? 'usage' : kind,
            at,
            ...(hint === undefined ? {} : { hint }),
        });
    }
}
async function listedUrls(file, asWritten, at) {
    try {
        const lines = (await readFile(file, 'utf8')).replace(/^\ufeff/, '').split(/\r?\n/);
        return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    }
    catch (cause) {
        throw new MillraceError('no-input', `expected a list of URLs, found no file that can be read at ${asWritten}`, {
            kind: 'usage',
            at,
            hint: "The path after @ is relative to the recipe's folder; the file holds one URL a line.",
            cause,
        });
    }
}
function listed(text, index) {
    try {
        return parseHttpUrl(text);
    }
    catch (error) {
        if (!(error instanceof MillraceError))
            throw error;
        const { code, message, hint } = error;
        throw new MillraceError(code, `URL ${index + 1} of the list: ${message}`, {
            kind: 'usage',
            ...(hint === undefined ? {} : { hint }),
        });
    }
}
/** Host and path. A query, which may hold a key, is in it as a digest, before the file's name, whose extension counts. */
function nameOf({ host, pathname, search }) {
    const path = decoded(pathname);
    if (search === '')
        return `${host}${path}`;
    const digest = createHash('sha256').update(search).digest('hex').slice(0, 12);
    const slash = path.lastIndexOf('/');
    return `${host}${path.slice(0, slash)}/${digest}${path.slice(slash)}`;
}
function decoded(pathname) {
    try {
        return decodeURIComponent(pathname).toWellFormed().replaceAll('\0', '\ufffd');
    }
    catch {
        return pathname;
    }
}
/** The path as lineage may show it: a URL without its query, a list without the folders of this machine. */
export function portableHttp(path) {
    if (!isHttpUrl(path) || !URL.canParse(path))
        return `@${path.slice(1).replace(/^.*\//, '')}`;
    const { origin, pathname, search } = new URL(path);
    return `${origin}${pathname}${search === '' ? '' : '?…'}`;
}
//# sourceMappingURL=http-inputs.js.map