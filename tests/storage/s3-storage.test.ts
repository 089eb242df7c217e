import assert from 'node:assert/strict';
import { connect, createServer, type Server } from 'node:net';
import { after, before, test } from 'node:test';
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { MillraceError } from '../../core/errors.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { removeAbandonedObjects } from '../../storage/s3/s3-abandoned.ts';
import { s3Connection } from '../../storage/s3/s3-client.ts';
import { copyObject } from '../../storage/s3/s3-copy.ts';
import { putObject } from '../../storage/s3/s3-requests.ts';
import { noServer, pointTo, portOf, type S3Server, startBreakingProxy, startS3Server, versitygw } from './s3-server.ts';

const program = versitygw();
const skip = program === undefined ? noServer : false;
const bucket = 'some-bucket';
const bytes = (text: string) => Buffer.from(text);
const textOf = (value: Uint8Array | undefined) => Buffer.from(value ?? []).toString();
let server: S3Server;

before(async () => {
  if (program === undefined) return;
  server = await startS3Server(program, [bucket]);
  pointTo(server.port, server.credentials);
});
after(async () => {
  if (program !== undefined) await server.stop();
});

async function uploads(): Promise<number> {
  const { Uploads } = await s3Connection().client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return Uploads?.length ?? 0;
}

/** A way to the server that loses the first `answers` answers to a request to PUT, which the server has fulfilled. */
async function startForgetfulProxy(to: number, answers: number): Promise<{ server: Server; lost: () => number }> {
  let lost = 0;
  const proxy = createServer((client) => {
    const upstream = connect(to, '127.0.0.1');
    let isPut = false;
    client.on('data', (piece) => {
      if (/^PUT /.test(piece.toString('latin1', 0, 4))) isPut = true;
      upstream.write(piece);
    });
    upstream.on('data', (piece) => {
      const interim = piece.toString('latin1', 0, 12) === 'HTTP/1.1 100';
      if (!isPut || interim || lost === answers) return void client.write(piece);
      lost++;
      client.destroy();
      upstream.destroy();
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroySoon());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return { server: proxy, lost: () => lost };
}

test('a writer whose answer was lost knows its own value', { skip }, async (t) => {
  const direct = openStorage(`s3://${bucket}/lost`);
  await direct.put('taken', bytes('mine'));
  await direct.put('tagged', bytes('1'));
  const tag = (await direct.getTagged('tagged'))?.tag ?? '';
  const through = async <T>(use: () => Promise<T>): Promise<T> => {
    const proxy = await startForgetfulProxy(server.port, 1);
    try {
      pointTo(portOf(proxy.server), server.credentials);
      const result = await use();
      assert.equal(proxy.lost(), 1);
      return result;
    } finally {
      pointTo(server.port, server.credentials);
      proxy.server.close();
    }
  };
  t.diagnostic('each first answer is lost');
  assert.equal(await through(() => direct.putIfAbsent('new', bytes('mine'))), true);
  assert.equal(await through(() => direct.putIfAbsent('taken', bytes('mine'))), false, 'equal, and of another');
  assert.equal(await through(() => direct.replaceIf('tagged', bytes('2'), tag)), true);
  assert.equal(await through(() => direct.replaceIf('tagged', bytes('2'), tag)), false);
  assert.equal(textOf(await direct.get('new')), 'mine');
  assert.equal(textOf(await direct.get('tagged')), '2');
});

test('neither a writer that gives up nor one that fails leaves parts', { skip }, async () => {
  const storage = openStorage(`s3://${bucket}/parts`);
  const writer = await storage.open();
  await writer.write(Buffer.alloc(20 * 2 ** 20));
  assert.equal(await uploads(), 1);
  await writer.abort();
  assert.equal(await uploads(), 0);
  const failing = await storage.open();
  await failing.write(Buffer.alloc(20 * 2 ** 20));
  await assert.rejects(
    failing.finish(() => '../x'),
    { code: 'bad-key' },
  );
  await failing.abort();
  assert.equal(await uploads(), 0);
  assert.deepEqual(await storage.list(''), []);
});

test('what writers that are gone left is found, and what is young is not', { skip }, async () => {
  const storage = openStorage(`s3://${bucket}/left`);
  const prefix = 'left/.tmp/';
  for (const key of ['a', 'b'])
    await s3Connection().client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: `${prefix}${key}` }));
  await storage.put('.tmp/c', bytes('x'));
  await storage.put('kept', bytes('x'));
  assert.equal(await storage.removeAbandoned(), 0);
  assert.equal(await uploads(), 2);
  assert.equal(await removeAbandonedObjects(bucket, prefix, new Date(Date.now() + 60_000)), 3);
  assert.equal(await uploads(), 0);
  assert.equal(await storage.size('.tmp/c'), undefined);
  assert.equal(await storage.size('kept'), 1);
});

test('a copy by parts is the same bytes', { skip }, async () => {
  const storage = openStorage(`s3://${bucket}/copies`);
  const value = Buffer.alloc(11 * 2 ** 20 + 7, 'some bytes ');
  await storage.put('a', value);
  const [from, to] = ['a', 'b'].map((key) => ({ bucket, key: `copies/${key}` }));
  assert.ok(from !== undefined && to !== undefined);
  await copyObject(from, to, value.length, { wholeBytes: 6 * 2 ** 20, partBytes: 5 * 2 ** 20 });
  assert.ok(value.equals(await storage.get('b')));
  await assert.rejects(
    copyObject({ bucket, key: 'copies/none' }, to, 9 * 2 ** 20, { wholeBytes: 1, partBytes: 2 ** 23 }),
    {
      code: 's3-not-found',
    },
  );
  assert.equal(await uploads(), 0);
});

test('errors say what to do, and hold no credentials', { skip }, async () => {
  const message = async (use: Promise<unknown>): Promise<MillraceError> => {
    const error = await use.then(
      () => assert.fail('it went through'),
      (found: unknown) => found,
    );
    assert.ok(error instanceof MillraceError);
    assert.doesNotMatch(`${error.message} ${error.hint} ${error.at}`, /canary/i);
    return error;
  };
  assert.equal((await message(openStorage('s3://no-such-bucket/x').put('a', bytes('x')))).code, 's3-no-bucket');
  assert.equal((await message(openStorage('s3://no-such-bucket/x').list(''))).code, 's3-no-bucket');
  pointTo(server.port, { id: server.credentials.id, secret: 'canary-of-another' });
  const wrong = await message(putObject({ bucket, key: 'x' }, bytes('x'), 'absent'));
  assert.equal(wrong.code, 's3-credentials');
  pointTo(1, server.credentials);
  assert.equal((await message(openStorage(`s3://${bucket}/x`).get('a'))).code, 's3-unreachable');
  pointTo(server.port, server.credentials);
});

test('a range comes whole over connections that break, into memory that is given', { skip }, async () => {
  const storage = openStorage(`s3://${bucket}/cut`);
  const value = Uint8Array.from({ length: 400_000 }, (_, place) => (place * 7919) >> 5);
  await storage.put('value', value);
  const proxy = await startBreakingProxy(server.port, 120_000);
  try {
    pointTo(proxy.port, server.credentials);
    const memory = new Uint8Array(350_000).fill(1);
    const found = await storage.getRange('value', 1000, 301_000, memory);
    assert.ok(Buffer.from(value.subarray(1000, 301_000)).equals(found));
    assert.equal(found.buffer, memory.buffer);
    assert.ok(Buffer.from(value.subarray(10, 399_990)).equals(await storage.getRange('value', 10, 399_990)));
    assert.ok(proxy.cuts() >= 5, `${proxy.cuts()} cuts`);
    await assert.rejects(storage.getRange('value', 399_000, 401_000), { code: 'short-read' });
  } finally {
    pointTo(server.port, server.credentials);
    proxy.server.close();
  }
});
