import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { warc } from '../../../pipelines/readers/warc.ts';
import { response, warcRecord } from '../image-readers/write-sources.ts';
import { sharedFile, skipWithoutSharedData } from '../shared-data.ts';
import { framesOf } from './read-all.ts';
import { expected, readAs, sourceFixture, told } from './source-fixtures.ts';

describe('warc', () => {
  it('gives the pages and plain texts that warcio wrote, in the charset of header, meta or bytes', async () => {
    const records = await readAs('warc', 'w.warc.gz', sourceFixture('warcio.warc.gz'), {}, { pieceBytes: 100 });
    assert.deepEqual(
      records.map((record) => 'text' in record && record.metadata['url']),
      expected['warcio.warc.gz'],
    );
    assert.deepEqual(records.map(told), [
      '<title>ü</title><p>utf-8',
      '<meta charset=koi8-r><p>Привет',
      '<p>Привет',
      'plain text',
    ]);
    assert.deepEqual(
      records.map((record) => 'text' in record && [record.source, record.format, record.metadata['date']]),
      [3, 5, 7, 9].map((number) => [`w.warc.gz:${number}`, number === 9 ? 'text' : 'html', '2026-01-02T03:04:05Z']),
    );
  });

  it('gives the texts of WET files with what is asked for', async () => {
    const options = { id: 'url', metadata: ['language', 'content-type', 'record-id'] };
    const records = await readAs('warc', 'w.warc.wet.gz', sourceFixture('warcio.warc.wet.gz'), options);
    assert.deepEqual(
      records.map((record) => 'text' in record && [record.id, record.text, record.metadata['language']]),
      [
        ['http://x.org/a', 'Ein Text. Ünïcödé', 'deu'],
        ['http://x.org/b', '又一篇文字', 'deu'],
      ],
    );
  });

  it('takes the type that an archive says where the server said none', async () => {
    const head = { 'WARC-Type': 'response', 'WARC-Target-URI': 'http://x.org/', 'Content-Type': 'application/http' };
    const found = { ...head, 'WARC-Identified-Payload-Type': 'text/html' };
    const body = 'HTTP/1.1 200 OK\r\n\r\n<p>x';
    assert.deepEqual((await readAs('warc', 'w.warc', warcRecord(found, body))).map(told), ['<p>x']);
    assert.deepEqual(await readAs('warc', 'w.warc', warcRecord(head, body)), []);
  });

  it('has a fate for a record that is wrong, and reads on where there is a way', async () => {
    const good = response('http://x.org/', 'text/html', 'good');
    const packed = response('http://x.org/', 'text/html', gzipSync('x').subarray(0, 15), ['Content-Encoding: gzip']);
    const large = response('http://x.org/', 'text/html', 'x'.repeat(2000));
    const records = await readAs(
      'warc',
      'w.warc',
      Buffer.concat([good, packed, large, good]),
      {},
      { recordBytes: 500 },
    );
    assert.deepEqual(records.map(told), ['good', '!corrupt-content', '!record-too-large', 'good']);
    const cut = Buffer.concat([good, good]).subarray(0, -8);
    assert.deepEqual((await readAs('warc', 'w.warc', cut)).map(told), ['good', '!truncated-warc']);
  });

  it('reads on behind a damaged gzip member', async () => {
    const pages = ['one', 'two', 'three', 'four'].map((text) => gzipSync(response('http://x.org/', 'text/html', text)));
    const bytes = Buffer.concat(pages);
    const places = pages.map((_, index) => pages.slice(0, index).reduce((sum, { length }) => sum + length, 0));
    const read = async (at: number) => {
      const damaged = Buffer.from(bytes);
      damaged.fill(0xff, at, at + 4);
      return (await readAs('warc', 'w.warc.gz', damaged)).map((record) => [record.source, told(record)]);
    };
    assert.deepEqual(await read((places[1] ?? 0) + 30), [
      ['w.warc.gz:1', 'one'],
      ['w.warc.gz:2', '!corrupt-gzip'],
      ['w.warc.gz:3', 'three'],
      ['w.warc.gz:4', 'four'],
    ]);
    // A checksum is met behind the record that it is of.
    assert.deepEqual(await read((places[2] ?? 0) - 6), [
      ['w.warc.gz:1', 'one'],
      ['w.warc.gz:2', '!corrupt-gzip'],
      ['w.warc.gz:3', 'three'],
      ['w.warc.gz:4', 'four'],
    ]);
  });

  it('keeps no record whose checksum is wrong, wherever the blocks that are read cut the file', async () => {
    const packed = (text: string) => gzipSync(response('http://x.org/', 'text/html', text), { level: 0 });
    const checksumAt = (length: number) => packed('x'.repeat(length)).length - 8;
    const block = 64 * 1024;
    const atBlock = block - (checksumAt(block - 1000) - (block - 1000));
    for (let length = atBlock - 10; length <= atBlock + 2; length++) {
      const damaged = Buffer.concat([packed('x'.repeat(length)), packed('next')]);
      const crc = checksumAt(length);
      damaged[crc] = (damaged[crc] ?? 0) ^ 1;
      const records = await readAs('warc', 'w.warc.gz', damaged);
      assert.deepEqual(records.map(told), ['!corrupt-gzip', 'next'], `a checksum at ${crc}`);
    }
  });

  it('reads the pages of a crawl', { skip: skipWithoutSharedData }, async () => {
    const bytes = sharedFile('warc/dev-00000.warc.gz');
    const frames = await framesOf(warc, 'dev.warc.gz', bytes, { recordBytes: 16 << 20 });
    const responses = gunzipSync(bytes)
      .toString('latin1')
      .match(/^WARC-Type: response/gm)?.length;
    assert.equal(frames.length, 2441);
    assert.ok(frames.length <= (responses ?? 0));
    assert.ok(frames.every((frame) => 'parse' in frame));
  });
});
