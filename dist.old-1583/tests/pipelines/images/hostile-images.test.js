import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sharedPath, skipWithoutSharedData } from '../shared-data.js';
/** All in one process, which may end badly without ending the test. */
test('broken and hostile files each have an answer, in bounded time and memory', {
    skip: skipWithoutSharedData,
}, () => {
    const folders = ['bad/image', 'bad/generated/image', 'bad/generated/svg'].map((path) => fileURLToPath(sharedPath(path)));
    const script = fileURLToPath(new URL('./answer-files.js', import.meta.url));
    const child = spawnSync(process.execPath, [script, ...folders], { encoding: 'utf8', timeout: 60_000 });
    assert.equal(child.status, 0, child.stderr);
    const answers = child.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    assert.ok(answers.length > 150, `${answers.length} files`);
    for (const { file, milliseconds, rssMiB } of answers) {
        assert.ok(milliseconds < 10_000, `${file}: ${milliseconds} ms`);
        assert.ok(rssMiB < 512, `${file}: ${rssMiB} MiB`);
    }
    const of = (name) => answers.find(({ file }) => file.endsWith(name));
    const expected = {
        'use-bomb.svg': ['format-not-supported', 'format-not-supported'],
        'logo.svg.gz': ['unknown-format', 'unknown-format'],
        'giant-image.jpg': ['20000 × 14000', 'too-many-pixels'],
        '17000x17000.avif': ['17000 × 17000', 'too-many-pixels'],
        'max-size.png': ['not-decodable', 'not-decodable'],
        'truncated_jpeg.jpg': ['100 × 100', 'truncated'],
        'invalid-zlib.png': ['232 × 232', 'not-decodable'],
        'hopper_orientation_6.webp': ['128 × 128', '128 × 128'],
    };
    for (const [name, [header, pixels]] of Object.entries(expected)) {
        assert.deepEqual([of(name)?.header, of(name)?.pixels], [header, pixels], name);
    }
});
//# sourceMappingURL=hostile-images.test.js.map