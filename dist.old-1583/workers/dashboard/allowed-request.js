const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;
/**
 * Why a request is refused, or undefined. A page of another site can make a browser ask a loopback address: by a host
 * name of its own that resolves there (DNS rebinding), or by a request across origins. Any loopback port passes, since
 * people forward ports.
 */
export function refusal({ headers, method }) {
    const { host, origin } = headers;
    if (host === undefined || !loopbackHost.test(host)) {
        return 'This address answers only where it is opened as 127.0.0.1 or localhost.';
    }
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
        return 'A page of another origin asked for this.';
    }
    const foreign = headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site';
    if (foreign &&
        (headers['sec-fetch-mode'] !== 'navigate' || method !== 'GET' || isFramed(headers['sec-fetch-dest']))) {
        return 'A page of another origin asked for this; links to here may be followed.';
    }
    return undefined;
}
function isFramed(destination) {
    return destination !== 'document';
}
//# sourceMappingURL=allowed-request.js.map