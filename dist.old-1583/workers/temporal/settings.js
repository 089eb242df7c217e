import { existsSync } from 'node:fs';
import { loadClientConfigProfile, toClientOptions } from '@temporalio/envconfig';
import { MillraceError } from '../../core/errors.js';
/**
 * Where Temporal is, from the environment variables that Temporal's own tools read: external where
 * `TEMPORAL_ADDRESS`, `TEMPORAL_PROFILE` or `TEMPORAL_CONFIG_FILE` is set, with TLS, API key, client certificate and
 * namespace as `@temporalio/envconfig` merges them; else embedded.
 * Throws MillraceError `temporal-settings` (usage) that names the variable, profile or file at fault.
 */
export function temporalSettings(env) {
    const variables = Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined && entry[1] !== ''));
    const { TEMPORAL_ADDRESS: address, TEMPORAL_PROFILE: profile, TEMPORAL_CONFIG_FILE: file } = variables;
    if (address === undefined && profile === undefined && file === undefined)
        return { kind: 'embedded' };
    if (file !== undefined && !existsSync(file))
        throw wrong('TEMPORAL_CONFIG_FILE', `there is no file ${file}`);
    const namedBy = address === undefined ? `profile ${profile ?? 'default'} of ${file ?? 'temporal.toml'}` : 'TEMPORAL_ADDRESS';
    return { kind: 'external', target: targetOf(loadProfile(variables, namedBy), namedBy) };
}
function loadProfile(variables, namedBy) {
    try {
        return loadClientConfigProfile({ overrideEnvVars: variables });
    }
    catch (cause) {
        throw wrong(namedBy, cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause), cause);
    }
}
function targetOf(profile, namedBy) {
    if (profile.address === undefined)
        throw wrong(namedBy, 'it has no address');
    if (!/^(\[[0-9A-Fa-f:.]+\]|[^\s:/[\]]+)(:\d{1,5})?$/.test(profile.address)) {
        throw wrong(namedBy, `expected an address of the form host:port, found ${profile.address}`);
    }
    const address = /:\d+$/.test(profile.address) ? profile.address : `${profile.address}:7233`;
    if ((profile.tls?.clientCert === undefined) !== (profile.tls?.clientKey === undefined)) {
        throw wrong(namedBy, 'a client certificate and its key must be given together');
    }
    try {
        const { connectionOptions } = toClientOptions(profile);
        return {
            address,
            namespace: profile.namespace ?? 'default',
            namedBy,
            local: false,
            tls: connectionOptions.tls ?? false,
            ...(profile.apiKey === undefined ? {} : { apiKey: profile.apiKey }),
            ...(profile.grpcMeta === undefined ? {} : { metadata: profile.grpcMeta }),
        };
    }
    catch (cause) {
        throw wrong(namedBy, cause instanceof Error ? cause.message : String(cause), cause);
    }
}
function wrong(at, what, cause) {
    return new MillraceError('temporal-settings', `cannot tell where Temporal is: ${what}`, {
        kind: 'usage',
        at,
        hint: 'correct it, or unset TEMPORAL_ADDRESS, TEMPORAL_PROFILE and TEMPORAL_CONFIG_FILE to use a Temporal of Millrace’s own',
        cause,
    });
}
//# sourceMappingURL=settings.js.map