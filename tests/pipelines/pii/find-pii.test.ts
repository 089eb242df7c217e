import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { piiKinds } from '../../../core/pii-kind.ts';
import { passesMod11 } from '../../../pipelines/pii/chinese-numbers.ts';
import { findPii } from '../../../pipelines/pii/find-pii.ts';
import { passesMod97 } from '../../../pipelines/pii/iban.ts';
import { passesLuhn } from '../../../pipelines/pii/payment-card.ts';
import { piiExamples } from './pii-examples.ts';

test('examples are found whole, in any company', () => {
  for (const kind of piiKinds) {
    for (const example of piiExamples[kind]) {
      for (const [before, after] of [
        ['', ''],
        ['see ', ' for more'],
        ['联系：', '。'],
        ['<', '>'],
        ['"', '",'],
        ['(', ')'],
        ['x\n', '\n'],
        ['tel=', '.'],
      ]) {
        const text = `${before}${example}${after}`;
        assert.deepEqual(
          findPii(text),
          [{ kind, start: before?.length, end: (before?.length ?? 0) + example.length }],
          JSON.stringify(text),
        );
      }
    }
  }
});

test('what looks alike is not found', () => {
  for (const text of [
    'version 1.2.3.4, v8.8.8.8, Chrome/8.8.8.8, tool 8.8.8.8-5, 8.8.8.8.8, 版本8.8.8.8, §8.8.8.8, Version: 8.8.8.8',
    '3.1.2.4 Title of a section\n  4.2.1.3 Another one, Linux 2.6.8.1 and @since 4.10.0.0, .2715445622195385',
    '10.0.0.1 127.0.0.1 192.168.1.1 172.16.0.1 169.254.0.1 255.255.255.0 0.0.0.0 256.8.8.8 8.256.8.8 8.8.8.256 8.8.8.888 08.8.8.8 100.64.0.1 224.0.0.1',
    'fe80::1 ::1 std::vector a::b 12:30:45 2024:01 2001:db8 2001:db8::1::2 20:01:0d:b8:00:11 2001:db8:1:2:3:4:5:6:7',
    '2024-01-02 2024-01-02T03:04:05Z 20240102030405 1700000000 1700000000000 01/02/2003 01-02-2003 1.700000000000',
    '550e8400-e29b-41d4-a716-446655440000 d41d8cd98f00b204e9800998ecf8427e',
    '4111111111111112 4111 1111 1111 1112 9111111111111111 41111111111111111111111111 a4111111111111111 0.4111111111111111',
    '9111111111111110 411111111111116 1111111111111117 4111-1111 1111-1111 41-11-11-11-11-11-11-11',
    'GB29NWBK60161331926818 DE89370400440532013001 XX29NWBK60161331926819 GB29NWBK6016133192681 gb29nwbk60161331926819',
    'AGB29NWBK60161331926819 GB29NWBK601613319268190',
    '110105194913310021 110105194902300020 990105194912310023 110105179912310024 110105190002290025 110105194912310021 110105194902310026 990105194912310020 1101051949123100200',
    '12812345678 138123456789 0138123456780 14012345678 v13812345678 3.13812345678 138-1234-567',
    '212-155-0123 112-555-0123 911-555-0123 212-555-01234 (212 555 0123 212-555.0123 1212-555-0123 345 678 9012',
    '+1234567 +0123456789 1e+10000000 +20240101 +1 2 3 4 5 6 7 8 +12,345,678 +1234567890123456 +28 123 456 789',
    '@ a@ @b a@b a@b. a@b.c a@localhost logo@2x.png user@@example.com .@example.com a@-example.com @media 5@10',
    '1234567890'.repeat(1000),
  ]) {
    assert.deepEqual(findPii(text), [], text.slice(0, 200));
  }
});

test('what looks like a plate or a secret is not found', () => {
  const value = '0a1B2c3D4e'.repeat(4).slice(0, 36);
  for (const text of [
    '京A1234 京AI2345 京I12345 京A123456 京ABCDE1 京A12345X 京a12345 A12345 苏E-12 京AL12345 沪深A股12345 川A·B 粤BDFG12',
    `AKIA${'IOSFODNN7EXAMPL'} AKIA${'IOSFODNN7EXAMPLE1'} xAKIA${'IOSFODNN7EXAMPLE'} AKIA${'iosfodnn7example'}`,
    `ghp${'_'}${value.slice(1)} ghp${'_'}${value}0 xghp${'_'}${value} ghx${'_'}${value} ghp_user_name`,
    `x-ghp${'_'}${value} api_key = "aaaaaaaaaaaaaaa1" secret: aaaabbbbcccc1111`,
    `sk${'-'}${value}${value} sk_live_short glpat-short xoxb-1 hf_model_name npm_config_registry task-force`,
    'eyJhbGciOiJIUzI1NiJ9 eyJhbGciOiJIUzI1NiJ9.eyJ4.x beyJ0123456789012345678.eyJ0123456789012345678.abc',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE----- -----BEGIN PRIVATE KEY-----',
    'password: hunter2 password = "short1" password=********** password="your_password1" password = os.environ["PASSWORD1"]',
    'token = getToken(user2, "x1y2z3w4v5") token: 1234567890123 secret: abcdefghijklmnop api_key=$API_KEY_1234567890',
    'tokenizer: 0a1B2c3D4e5F6g7H8i9J secretary = 0a1B2c3D4e5F6g7H8i9J the key: 0a1B2c3D4e5F6g7H8i9J',
    'password==0a1B2c3D4e5F6g7H8i9J('.replace('==', ' != '),
  ]) {
    assert.deepEqual(findPii(text), [], text);
  }
});

test('an assigned secret is found by its value alone', () => {
  const value = `0a1B2c3D4e${'5F6g7H8i9J'}`;
  for (const [before, after] of [
    ['password=', ''],
    ['PASSWORD = "', '"'],
    ['"api_key": "', '",'],
    ["client-secret := '", "';"],
    ['aws.secret_key=', '\n'],
    ['{accessToken => "', '"}'],
    ['MY_APP_TOKEN: ', ' # comment'],
    ['?token=', '&x=1'],
  ] as const) {
    const start = before.length;
    const text = `${before}${value}${after}`;
    assert.deepEqual(findPii(text), [{ kind: 'secret', start, end: start + value.length }], text);
  }
  const found = (text: string) => findPii(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
  assert.deepEqual(found('password: "p4ss@mill.org!"'), ['secret p4ss@mill.org!']);
  assert.deepEqual(found(`aws_secret_access_key=${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}`), [
    `secret ${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}`,
  ]);
  assert.deepEqual(found('passwd="Tr0ub4dor&3"'), ['secret Tr0ub4dor&3']);
});

test('a password in a URL is found, and not taken for an address', () => {
  const found = (text: string) => findPii(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
  assert.deepEqual(found('postgres://user:mill-23@db.example.com:5432/x'), ['secret mill-23']);
  assert.deepEqual(found('see "redis://:s3cr3t@localhost"'), ['secret s3cr3t']);
  assert.deepEqual(found('https://user:password@db.example.com'), ['email password@db.example.com']);
  assert.deepEqual(found('mailto:miller@example.com ssh://git@example.com:22'), [
    'email miller@example.com',
    'email git@example.com',
  ]);
  assert.deepEqual(found('https://example.com/a:b@c mysql://root:root@127.0.0.1'), []);
});

test('every other check digit is wrong', () => {
  for (let digit = 0; digit < 10; digit++) assert.equal(passesLuhn(`411111111111111${digit}`), digit === 1);
  for (let check = 0; check < 100; check++) {
    assert.equal(passesMod97(`GB${String(check).padStart(2, '0')}NWBK60161331926819`), check === 29, String(check));
  }
  for (const check of '0123456789X') {
    assert.equal(passesMod11(`11010519491231002${check}`), check === 'X');
    assert.equal(passesMod11(`44052418800101001${check}`), check === '4');
  }
});

test('two neighbouring digits that change places are noticed', () => {
  const neighbours = (
    number: string,
    check: (digits: string) => boolean,
    spared: (a: string, b: string) => boolean,
  ) => {
    for (let k = 0; k + 1 < number.length; k++) {
      const [a = '', b = ''] = number.slice(k, k + 2);
      if (a === b || spared(a, b)) continue;
      assert.equal(check(number.slice(0, k) + b + a + number.slice(k + 2)), false, `${number} ${k}`);
    }
  };
  // Luhn's known blind spot.
  neighbours('5555341244441115', passesLuhn, (a, b) => a + b === '09' || a + b === '90');
  neighbours('440524188001010014', passesMod11, () => false);
});

test('an address ends where its domain does', () => {
  const whole = (text: string): string[] => findPii(text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(whole('Write to a.b@example.com. Or c@example.org, d@example.net/'), [
    'a.b@example.com',
    'c@example.org',
    'd@example.net',
  ]);
  assert.deepEqual(whole('mailto:x@example.com?subject=1 ..y@example.com <z@example.com.>'), [
    'x@example.com',
    'y@example.com',
    'z@example.com',
  ]);
  assert.deepEqual(whole(`${'a'.repeat(64)}@example.com ${'a'.repeat(65)}@example.com`), [
    `${'a'.repeat(64)}@example.com`,
  ]);
  assert.deepEqual(whole(`a@${'b.'.repeat(200)}com`), []);
  assert.deepEqual(whole('8.8.8.8:53, 8.8.4.4/32'), ['8.8.8.8', '8.8.4.4']);
});

test('spans are in order, apart, within the text, and the same for a copy', () => {
  const piece = fc.constantFrom(
    ...Object.values(piiExamples).flat(),
    ' ',
    '@',
    ':',
    '+',
    '-',
    '.',
    'a',
    '1',
    '12',
    '\ud800',
    '中',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const spans = findPii(text);
      let free = 0;
      for (const { kind, start, end } of spans) {
        assert.ok(piiKinds.includes(kind) && start >= free && end > start && end <= text.length);
        free = end;
      }
      assert.deepEqual(findPii(`${text.slice(0, 1)}${text.slice(1)}`), spans);
    }),
    { numRuns: 300 },
  );
});

test('time is linear for texts made to be slow', () => {
  for (const unit of [
    '1',
    '1 ',
    '1-',
    '1.',
    '12:',
    'a@',
    '@',
    '1@',
    'a.',
    'a.@',
    '(',
    '+1 ',
    '1(',
    'A1',
    'GB29',
    '212-',
    '2001:',
    '4111 ',
    '86',
    'ghp_',
    'sk-',
    'eyJ',
    'eyJ.ey',
    'A',
    'AKIA',
    '京A1',
    '://a:b@',
    'a:b@',
    'token=',
    'password="',
    'token:=a1',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\n-----END CERTIFICATE-----',
  ]) {
    const text = unit.repeat(Math.ceil(2e5 / unit.length));
    const start = process.cpuUsage();
    findPii(text);
    const { user } = process.cpuUsage(start);
    assert.ok(user < 1e6, `${unit}: ${user / 1e3} ms for 200,000 characters`);
  }
});

test('many keys that begin before one long line of an end take linear time', () => {
  const text = `${'-----BEGIN PRIVATE KEY-----\n'.repeat(20_000)}-----END ${'A'.repeat(400_000)}`;
  const start = process.cpuUsage();
  assert.deepEqual(findPii(text), []);
  assert.ok(process.cpuUsage(start).user < 2e6);
});
