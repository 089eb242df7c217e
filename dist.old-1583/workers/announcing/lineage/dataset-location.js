import { isAbsolute, resolve } from 'node:path';
/**
 * The folder that holds all that a path pattern may match, or the file where it names one, as OpenLineage names it:
 * `file` and an absolute path, or `s3://bucket` and a key. Other tools name what they write the same way, so that the
 * graphs of both meet there.
 *
 * @see https://openlineage.io/docs/spec/naming
 */
export function datasetLocation(pattern, folder) {
    const [, namespace, key] = /^([a-z][a-z0-9+.-]*:\/\/[^/]+)\/?(.*)$/i.exec(pattern) ?? [];
    if (namespace !== undefined && !/^file:/i.test(namespace))
        return { namespace, name: fixedPart(key ?? '') || '/' };
    const path = pattern.replace(/^file:\/\/(localhost)?(?=\/)/i, '');
    const fixed = fixedPart(path);
    return { namespace: 'file', name: isAbsolute(path) ? resolve(fixed || '/') : resolve(folder, fixed) };
}
/** Whole segments before the first one that stands for many names. */
function fixedPart(pattern) {
    const parts = pattern.split('/');
    const magic = parts.findIndex((part) => /[*?[\]{}]|[!+@]\(/.test(part));
    return parts.slice(0, magic < 0 ? parts.length : magic).join('/');
}
//# sourceMappingURL=dataset-location.js.map