import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { byCodeUnit } from '../../core/code-unit-order.js';
import { MillraceError } from '../../core/errors.js';
import { shortPaths } from '../../core/short-paths.js';
import { findImageStage } from '../../pipelines/image-registry.js';
import { findStage } from '../../pipelines/registry.js';
import { splitsByIcu, wordSplittings } from '../../pipelines/text/text-view.js';
import { streamingSha256 } from '../../storage/digest.js';
/**
 * The stages as a build's key has them: in place of each file that a stage reads, `{ sha256 }`; in place of a list of files,
 * `{ file, sha256 }` of each, named without the folders that they share, since stages of many files name them in fates; with
 * the version of ICU where that finds the words.
 * Reads these files once. Throws MillraceError `no-stage-file`, a usage error that names the key.
 */
export async function withFileDigests({ kind, stages }, recipeFolder) {
    const portable = [];
    for (const [index, stage] of stages.entries()) {
        const parameters = { ...stage.parameters };
        for (const name of fileParameters(kind, stage)) {
            const written = parameters[name];
            const at = `stages[${index}].${stage.stage}.${name}`;
            if (typeof written === 'string')
                parameters[name] = { sha256: await digestFile(resolve(recipeFolder, written), written, at) };
            else if (isList(written))
                parameters[name] = await digestList(written, recipeFolder, at);
        }
        const byIcu = wordSplittings.some((each) => each === parameters['words'] && splitsByIcu(each));
        portable.push({ ...stage, parameters, ...(byIcu ? { icu: process.versions['icu'] } : {}) });
    }
    return portable;
}
/** The stage with absolute paths of the files that it reads, patterns resolved: what a thread needs to open them. */
export function withFilePaths(kind, stage, recipeFolder) {
    const paths = fileParameters(kind, stage).flatMap((name) => {
        const written = stage.parameters[name];
        if (typeof written === 'string')
            return [[name, resolve(recipeFolder, written)]];
        return isList(written) ? [[name, matchingFiles(written, recipeFolder)]] : [];
    });
    return paths.length === 0 ? stage : { ...stage, parameters: { ...stage.parameters, ...Object.fromEntries(paths) } };
}
function fileParameters(kind, { stage }) {
    return (kind === 'text' ? findStage(stage) : findImageStage(stage))?.files ?? [];
}
function isList(written) {
    return Array.isArray(written) && written.every((each) => typeof each === 'string');
}
/** Absolute paths by code unit, each once. Hidden files match no pattern. */
function matchingFiles(written, recipeFolder) {
    const paths = written.flatMap((each) => filesOf(each, recipeFolder));
    return [...new Set(paths)].sort(byCodeUnit);
}
/** What is the path of a file, or no pattern, stands for itself. */
function filesOf(written, recipeFolder) {
    const path = resolve(recipeFolder, written);
    if (!isDynamicPattern(written) || existsSync(path))
        return [path];
    return globSync(written, { cwd: recipeFolder, absolute: true, dot: false, onlyFiles: true });
}
async function digestList(written, recipeFolder, at) {
    for (const [place, each] of written.entries())
        if (filesOf(each, recipeFolder).length === 0)
            throw noStageFile(each, `${at}[${place}]`);
    const paths = matchingFiles(written, recipeFolder);
    const names = shortPaths(paths);
    const digests = [];
    for (const [index, path] of paths.entries()) {
        const file = names[index];
        digests.push({ file, sha256: await digestFile(path, file, at) });
    }
    return digests;
}
/**
 * SHA-256 of a file, read in pieces: models may be larger than a buffer. Throws MillraceError `no-stage-file`, a usage
 * error that names the key `at`.
 */
export async function digestFile(path, asWritten, at) {
    const digest = streamingSha256();
    try {
        for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 }))
            digest.update(piece);
    }
    catch (cause) {
        throw noStageFile(asWritten, at, cause);
    }
    return digest.hex();
}
function noStageFile(asWritten, at, cause) {
    return new MillraceError('no-stage-file', `expected a readable file, found none at ${asWritten}`, {
        kind: 'usage',
        at,
        hint: "The path is relative to the recipe's folder.",
        cause,
    });
}
//# sourceMappingURL=stage-files.js.map