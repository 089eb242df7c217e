import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sniffFormat } from '../../../pipelines/images/sniff-format.js';
const cases = [
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\x89PNG\n\x1a\n', null],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
    ['RIFF\x10\0\0\0WAVEfmt ', null],
    ['GIF89a', 'gif'],
    ['GIF88a', null],
    ['\0\0\0\x18ftypavif\0\0\0\0mif1miaf', 'avif'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'avif'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heif'],
    ['\0\0\0\x18ftypmp42\0\0\0\0isommp42', null],
    ['\0\0\0\x10ftypmp42\0\0\0\0avifavif', null],
    ['II*\0\x08\0\0\0', 'tiff'],
    ['MM\0*\0\0\0\x08', 'tiff'],
    ['BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'bmp'],
    ['BMW has built cars since 1928', null],
    ['\0\0\x01\0\x01\0', 'ico'],
    ['\xff\x0a\xfa', 'jxl'],
    ['\0\0\0\x0cjP  \r\n\x87\n', 'jp2'],
    ['8BPS\0\x01', 'psd'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'],
    ['<?xml version="1.0"?>\n<!-- a -->\n<svg>', 'svg'],
    ['\xef\xbb\xbf  <!DOCTYPE svg>\n<SVG\n>', 'svg'],
    [`<!--${' '.repeat(1100)}--><svg>`, null],
    ['<html><body>no picture</body></html>', null],
    ['a text about <svg> elements', null],
    ['', null],
    ['\xff', null],
];
test('formats are told by first bytes', () => {
    for (const [bytes, format] of cases) {
        assert.equal(sniffFormat(Buffer.from(bytes, 'latin1')), format, JSON.stringify(bytes.slice(0, 40)));
    }
});
test('compressed SVG is nothing known', () => {
    assert.equal(sniffFormat(gzipSync('<svg xmlns="http://www.w3.org/2000/svg"/>')), null);
});
//# sourceMappingURL=sniff-format.test.js.map