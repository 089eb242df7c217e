import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { readAs, told } from './source-fixtures.ts';

/** A page with one line, in a font that the file does not hold and that names a predefined map. */
function page(ordering: string, map: string, line: Uint8Array): Buffer {
  const content = `BT /F 12 Tf 72 700 Td <${Buffer.from(line).toString('hex')}> Tj ET`;
  const descriptor =
    '/Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 900 /Descent -100 /CapHeight 900 /StemV 80';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${map} /DescendantFonts [6 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> /FontDescriptor 7 0 R >>`,
    `<< ${descriptor} >>`,
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}${trailer}`,
    'latin1',
  );
}

const chinese = '水车在河边转动, the mill (2024)。';
const traditional = '水車在河邊轉動, the mill。';
const japanese = '水車は川辺で回る。カタカナ mill';
const korean = '물레방아가 돌아간다. mill';

test('text in fonts with predefined maps of characters comes out without their tables', async () => {
  for (const [ordering, text, charsets] of [
    [
      'GB1',
      chinese,
      {
        'GBK-EUC-H': 'gbk',
        'GBKp-EUC-H': 'gbk',
        'GBK2K-H': 'gb18030',
        'GB-EUC-H': 'gb2312',
        'UniGB-UCS2-H': 'utf-16be',
        'UniGB-UTF16-H': 'utf-16be',
      },
    ],
    [
      'CNS1',
      traditional,
      { 'ETen-B5-H': 'big5', 'ETenms-B5-H': 'big5', 'UniCNS-UCS2-H': 'utf-16be', 'UniCNS-UTF16-H': 'utf-16be' },
    ],
    [
      'Japan1',
      japanese,
      {
        '90ms-RKSJ-H': 'shift_jis',
        '90msp-RKSJ-H': 'shift_jis',
        'EUC-H': 'euc-jp',
        'UniJIS-UCS2-H': 'utf-16be',
        'UniJIS-UTF16-H': 'utf-16be',
      },
    ],
    ['Korea1', korean, { 'KSCms-UHC-H': 'euc-kr', 'KSC-EUC-H': 'euc-kr', 'UniKS-UCS2-H': 'utf-16be' }],
  ] as const) {
    for (const [map, charset] of Object.entries(charsets)) {
      const file = page(ordering, map, iconv.encode(text, charset));
      assert.deepEqual((await readAs('pdf', 'a.pdf', file)).map(told), [text], map);
    }
  }
  const jis = iconv.encode('水車', 'euc-jp').map((byte) => byte & 0x7f);
  assert.deepEqual((await readAs('pdf', 'a.pdf', page('Japan1', 'H', jis))).map(told), ['水車']);
});

test('a map that is not known, or numbers of a collection, give no wrong text', async () => {
  for (const map of ['GBT-H', 'Identity-H']) {
    const [record] = await readAs('pdf', 'a.pdf', page('GB1', map, Buffer.from([0x12, 0x34, 0x23, 0x45])));
    assert.ok(record !== undefined && !/\p{Script=Han}/u.test(told(record)), map);
  }
});
