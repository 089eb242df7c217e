import { createServer } from 'node:http';
/** A web server that stands where the Temporal UI is, until the test ends; gives its address. */
export async function serveAsUi(test, listener) {
    const server = createServer({ maxHeaderSize: 1024 * 1024 }, listener);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    test.after(() => {
        server.closeAllConnections();
        server.close();
    });
    return `http://127.0.0.1:${server.address().port}`;
}
//# sourceMappingURL=any-ui.js.map