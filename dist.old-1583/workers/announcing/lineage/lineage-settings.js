import { fileURLToPath } from 'node:url';
import { MillraceError } from '../../../core/errors.js';
const prefix = 'OPENLINEAGE__TRANSPORT';
const defaultEndpoint = 'api/v1/lineage';
/**
 * Reads the variables of OpenLineage's clients; null where they ask for nothing. `OPENLINEAGE__TRANSPORT` holds the
 * transport as JSON, `OPENLINEAGE__TRANSPORT__…` one key each, `OPENLINEAGE_URL` with `_ENDPOINT` and `_API_KEY` the
 * older short form.
 *
 * @throws {MillraceError} `lineage-settings` (usage)
 * @see https://openlineage.io/docs/client/python/configuration
 */
export function lineageSettings(env) {
    if (env['OPENLINEAGE_DISABLED']?.toLowerCase() === 'true')
        return null;
    const namespace = env['OPENLINEAGE_NAMESPACE'] || 'default';
    const whole = transportOf(env[prefix]);
    const read = (...names) => {
        const values = names.map((name) => whole[name] ?? env[`${prefix}__${name.toUpperCase()}`]);
        return values.find((value) => typeof value === 'string' && value !== '');
    };
    const type = read('type');
    if (type === undefined) {
        const url = env['OPENLINEAGE_URL'];
        if (!url)
            return null;
        const endpoint = env['OPENLINEAGE_ENDPOINT'] || defaultEndpoint;
        const apiKey = env['OPENLINEAGE_API_KEY'] || null;
        return { namespace, target: { kind: 'http', url: urlOf(url, endpoint, 'OPENLINEAGE_URL'), apiKey } };
    }
    if (type === 'file')
        return { namespace, target: { kind: 'file', path: pathOf(read('log_file_path')) } };
    if (type !== 'http') {
        throw wrong(`${prefix}__TYPE`, `http or file, found ${JSON.stringify(type)}`);
    }
    const url = urlOf(read('url') ?? '', read('endpoint') ?? defaultEndpoint, `${prefix}__URL`);
    return { namespace, target: { kind: 'http', url, apiKey: apiKeyOf(whole['auth'], env) } };
}
function transportOf(json) {
    return json === undefined || json === '' ? {} : objectOf(json, prefix);
}
function apiKeyOf(auth, env) {
    const json = env[`${prefix}__AUTH`];
    const given = typeof auth === 'object' && auth !== null ? auth : json ? objectOf(json, `${prefix}__AUTH`) : {};
    const { apiKey, api_key } = given;
    const key = apiKey ?? api_key ?? env[`${prefix}__AUTH__APIKEY`] ?? env[`${prefix}__AUTH__API_KEY`];
    return typeof key === 'string' && key !== '' ? key : null;
}
function objectOf(json, variable) {
    try {
        const value = JSON.parse(json);
        if (typeof value === 'object' && value !== null)
            return value;
    }
    catch {
        // The value may hold a key, so it is not shown.
    }
    throw wrong(variable, 'a JSON object');
}
function urlOf(base, endpoint, variable) {
    const url = URL.canParse(endpoint, base) ? new URL(endpoint, base) : null;
    if (url === null || !/^https?:$/.test(url.protocol))
        throw wrong(variable, 'an http(s) address');
    return url;
}
function pathOf(path) {
    if (path === undefined)
        throw wrong(`${prefix}__LOG_FILE_PATH`, 'the path of a file, found none');
    if (path.startsWith('file:'))
        return fileURLToPath(path);
    if (path.includes('://'))
        throw wrong(`${prefix}__LOG_FILE_PATH`, 'a path on this machine');
    return path;
}
function wrong(variable, expected) {
    return new MillraceError('lineage-settings', `${variable}: expected ${expected}`, {
        kind: 'usage',
        at: variable,
        hint: 'See docs/telemetry.md; OPENLINEAGE_DISABLED=true sends no lineage events.',
    });
}
//# sourceMappingURL=lineage-settings.js.map