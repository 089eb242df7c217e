import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { checkRemoteStore, requireWritable } from '../../cli/writable-store.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { noServer, pointTo, portOf, startS3Server, versitygw } from '../storage/s3-server.ts';

/** A server that takes every PUT but those whose condition it `heeds` and does not find fulfilled. */
async function careless(heeds: string): Promise<{ readonly port: number; readonly stop: () => void }> {
  const values = new Set<string>();
  const fails = ({ url = '', headers }: IncomingMessage): boolean =>
    (heeds === 'if-none-match' && headers['if-none-match'] === '*' && values.has(url)) ||
    (heeds === 'if-match' && headers['if-match'] !== undefined);
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const path = (request.url ?? '').replace(/\?.*/, '');
      const refused = request.method === 'PUT' && fails(request);
      if (request.method === 'PUT' && !refused) values.add(request.url ?? '');
      if (request.method === 'DELETE') values.delete(path);
      response.writeHead(refused ? 412 : request.method === 'DELETE' ? 204 : 200, { etag: '"1"' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: portOf(server), stop: () => void server.close().closeAllConnections() };
}

const anybody = { id: 'somebody', secret: 'something' };

for (const [heeds, told] of [
  ['nothing', 'If-None-Match: *'],
  ['if-none-match', 'If-Match'],
] as const) {
  test(`a store whose server heeds ${heeds} is refused before anything is built for it`, async () => {
    const server = await careless(heeds);
    try {
      pointTo(server.port, anybody);
      const storage = openStorage('s3://bucket/store');
      const message = `the store's server does not honour ${told} on PUT`;
      await assert.rejects(requireWritable(storage), { code: 'no-conditional-writes', kind: 'usage', message });
      assert.equal((await checkRemoteStore(storage))?.ok, false);
    } finally {
      server.stop();
    }
  });
}

test('a store whose server honours conditions is taken, and left as it was', {
  skip: versitygw() === undefined && noServer,
}, async () => {
  const server = await startS3Server(versitygw() ?? '', ['bucket']);
  try {
    pointTo(server.port, server.credentials);
    const storage = openStorage('s3://bucket/store');
    await requireWritable(storage);
    assert.deepEqual(await storage.list(''), []);
    assert.equal((await checkRemoteStore(storage))?.ok, true);
  } finally {
    await server.stop();
  }
});
