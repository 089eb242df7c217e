import fc from 'fast-check';
import { randomUint32 } from '../../../core/seeded-random.ts';

const scripts = {
  English: {
    words: 'mill river stone the and wheel of grain that is flour weir have with to be'.split(' '),
    between: ' ',
  },
  Chinese: { words: [...'水车在老磨坊边转动主睡到天亮的是了不我有大这人中到'], between: '' },
  Japanese: { words: ['水車', 'は', '古い', 'こなひき', '小屋', 'で', 'まわる', 'ミル'], between: '' },
  Thai: { words: ['โรงสี', 'แม่น้ำ', 'กังหัน', 'หมุน', 'ช้า'], between: '' },
  German: { words: 'Die Mühle, größer Fluß mahlt das Korn über Nacht'.split(' '), between: ' ' },
} as const;

const marks = ['. ', '.\n', '。', '!\n\n', '? ', '；\n', ' '];

function sentences(script: keyof typeof scripts, seed: number, count: number): string {
  const { words, between } = scripts[script];
  return Array.from({ length: count }, (_, sentence) => {
    const draw = (place: number): number => randomUint32(seed, 100 * sentence + place);
    const said = Array.from({ length: 3 + (draw(0) % 12) }, (_, place) => words[draw(place + 2) % words.length]);
    return `${said.join(between)}${marks[draw(1) % marks.length]}`;
  }).join('');
}

const prose = fc
  .record({
    script: fc.constantFrom(...(Object.keys(scripts) as (keyof typeof scripts)[])),
    seed: fc.nat(20),
    count: fc.nat(30),
  })
  .map(({ script, seed, count }) => sentences(script, seed, count));

/** Texts that some stage, reader or format takes for something of its own. */
const odd = fc.constantFrom(
  ...[
    '',
    ' ',
    '\n',
    '\r\n\r\n',
    '\0',
    '\ufeff',
    '\ufeffa',
    '\ud800',
    'a\udc00b',
    '\ufffd',
    '\u2028',
    '\u0085a\u0085',
    '\x1a',
  ],
  ...[
    '👩‍👩‍👧 🇩🇪',
    'a\u0301\u0316',
    '"',
    '""',
    "'",
    'a,b\n"c',
    'From me\n\n>From you',
    '<|endoftext|>',
    '<|im_start|>',
    '{}',
    '[1]',
  ],
  ...[
    'a'.repeat(9000),
    'word '.repeat(3000),
    '的'.repeat(5000),
    'line\n'.repeat(900),
    '\t\t\t',
    'a\u200bb\u00adc',
    'Ａ１ﬁ',
  ],
  ...[
    'Ask miller@example.com or +1 212-555-0123, 8.8.8.8.',
    'IBAN DE89 3704 0044 0532 0130 00',
    '11010519491231002X 京A12345',
  ],
  ...[
    '<h1>Tea</h1><p>The mill grinds the grain, and the river turns the wheel.</p><script>x</script>',
    '<p',
    '&amp;lt;',
    'donâ€™t',
  ],
  ...[
    'see http://a.com/x?utm_source=y and https://b.org',
    '- one\n- two\n…',
    'lorem ipsum { javascript',
    'a.b.c.d. e.g. U.S.',
  ],
);

/** A text of any kind that a source may hold, lone surrogates and control characters among them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: prose },
  { weight: 2, arbitrary: odd },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.tuple(prose, odd).map(([first, second]) => `${first}${second}`) },
);

export const changes = ['none', 'none', 'none', 'word', 'case', 'space', 'line', 'half', 'digits'] as const;

/** A text that is like another one. */
export function changed(text: string, change: (typeof changes)[number], at: number): string {
  const words = text.split(' ');
  const place = at % words.length;
  if (change === 'word') return words.with(place, 'other').join(' ');
  if (change === 'case') return text.toUpperCase();
  if (change === 'space') return ` ${text.replaceAll(' ', '  ')}\n`;
  if (change === 'line') return `${text}\nOne more line has been written.`;
  if (change === 'half') return text.slice(0, text.length / 2);
  if (change === 'digits') return `${text} ${at}`;
  return text;
}
