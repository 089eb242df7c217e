import { NativeConnection } from '@temporalio/worker';
import { connectTimeoutMs, unreachable } from './connection.js';
/** A connection for `Worker.create`, within 5 s. Throws MillraceError `temporal-unreachable`. */
export async function connectWorker(target) {
    const { tls, apiKey, metadata } = target;
    let timer;
    const tooLate = new Promise((resolve) => {
        timer = setTimeout(resolve, connectTimeoutMs, 'too late');
    });
    const connecting = NativeConnection.connect({
        address: target.address,
        tls,
        ...(apiKey === undefined ? {} : { apiKey }),
        ...(metadata === undefined ? {} : { metadata }),
    });
    try {
        const connection = await Promise.race([connecting, tooLate]);
        if (connection !== 'too late')
            return connection;
        connecting.then((late) => late.close()).catch(() => undefined);
        throw new Error(`no answer within ${connectTimeoutMs / 1000} s`);
    }
    catch (cause) {
        throw unreachable(target, cause);
    }
    finally {
        clearTimeout(timer);
    }
}
//# sourceMappingURL=worker-connection.js.map