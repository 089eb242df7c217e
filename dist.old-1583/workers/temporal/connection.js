import { Client, Connection } from '@temporalio/client';
import { MillraceError } from '../../core/errors.js';
/** How long a Temporal has to answer. */
export const connectTimeoutMs = 5000;
/** gRPC's NOT_FOUND, PERMISSION_DENIED and UNAUTHENTICATED: a Temporal answered, and refused. */
const refusalCodes = new Set([5, 7, 16]);
/**
 * A client whose server and namespace were seen to answer, within 5 s. Close it by `client.connection.close()`.
 * Throws MillraceError `temporal-unreachable` or `temporal-namespace`, which name the address and what named it.
 */
export async function connectClient(target) {
    const connection = await openConnection(target, connectTimeoutMs);
    try {
        await connection.withDeadline(Date.now() + connectTimeoutMs, () => connection.workflowService.describeNamespace({ namespace: target.namespace }));
    }
    catch (cause) {
        await connection.close();
        throw refusalCodes.has(cause?.code)
            ? namespaceError(target, cause)
            : unreachable(target, cause);
    }
    return new Client({ connection, namespace: target.namespace });
}
/** A connection that has answered once. Throws MillraceError `temporal-unreachable`. */
export async function openConnection(target, timeoutMs) {
    const { tls, apiKey, metadata } = target;
    try {
        return await Connection.connect({
            address: target.address,
            tls,
            ...(apiKey === undefined ? {} : { apiKey }),
            ...(metadata === undefined ? {} : { metadata }),
            connectTimeout: timeoutMs,
            // A proxy named by the environment cannot reach this machine's own loopback address.
            ...(target.local ? { channelArgs: { 'grpc.enable_http_proxy': 0 } } : {}),
        });
    }
    catch (cause) {
        throw unreachable(target, cause);
    }
}
/** The error of a Temporal that does not answer; names the address and what named it. */
export function unreachable(target, cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    return new MillraceError('temporal-unreachable', `no Temporal answers at ${target.address}: ${why}`, {
        at: target.namedBy,
        hint: target.local
            ? 'look into the log in the store’s temporal folder, and run the command again'
            : `correct ${target.namedBy}, start that Temporal, or unset it: Millrace then starts a Temporal of its own`,
        cause,
    });
}
function namespaceError(target, cause) {
    const details = cause?.details;
    const why = typeof details === 'string' && details !== '' ? details : String(cause);
    return new MillraceError('temporal-namespace', `Temporal at ${target.address} refuses namespace ${target.namespace}: ${why}`, {
        at: target.namedBy,
        hint: `set TEMPORAL_NAMESPACE to a namespace that exists there and that these credentials may use`,
        cause,
    });
}
//# sourceMappingURL=connection.js.map