// A process that opens the server of the folder named by its first argument, prints what it got as one line of JSON,
// and uses the server until standard input says `stop`.
import { openTemporal } from '../../../workers/temporal/server.js';
const server = await openTemporal({ folder: process.argv[2] ?? '', env: process.env });
const { address, uiUrl, started } = server;
console.log(JSON.stringify({ address, uiUrl, started, pid: server.pid() }));
process.stdin.once('data', async () => {
    console.log(JSON.stringify({ gone: await server.stop() }));
    process.stdin.destroy();
});
//# sourceMappingURL=server-user.js.map