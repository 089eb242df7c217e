import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipPixels } from '../../../pipelines/images/text-similarity/clip-pixels.ts';
import { clipPicture, peers, tinyClip } from './text-similarity-peers.ts';

test('pixels are those of CLIPImageProcessor', () => {
  let most = 0;
  for (const [k, { mean, samples }] of peers.pictures.entries()) {
    const values = clipPixels(clipPicture(k), tinyClip);
    assert.equal(values.length, 3 * 32 * 32);
    const seen = values.filter((_, at) => at % 97 === 0);
    assert.equal(seen.length, samples.length);
    for (const [at, value] of seen.entries()) most = Math.max(most, Math.abs(value - (samples[at] ?? 99)));
    for (const [channel, expected] of mean.entries()) {
      const plane = values.subarray(channel * 1024, (channel + 1) * 1024);
      assert.ok(Math.abs(plane.reduce((sum, value) => sum + value, 0) / 1024 - expected) < 1e-5, `picture ${k}`);
    }
  }
  assert.ok(most < 1e-5, String(most));
});

test('of a very long image only the middle is resized, and the square in it is the same', () => {
  const levels = (width: number, height: number) => {
    const data = Uint8Array.from({ length: 3 * width * height }, (_, at) => {
      const x = Math.floor(at / 3) % width;
      const y = Math.floor(at / 3 / width);
      return (Math.abs(width > height ? 2 * x - width + 1 : 2 * y - height + 1) * 40) & 255;
    });
    return clipPixels({ data, width, height }, { size: 8, mean: [0, 0, 0], std: [1, 1, 1] });
  };
  assert.deepEqual(levels(6400, 4), levels(64, 4));
  assert.deepEqual(levels(4, 6400), levels(4, 64));
  assert.equal(levels(100_000, 1).length, 192);
});
