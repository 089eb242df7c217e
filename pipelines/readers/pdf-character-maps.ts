/** One of Adobe's collections of characters, and how its predefined maps write them. */
interface Collection {
  /** Characters of which charset get a number. */
  readonly charset: string;
  /** Adobe's numbers of ! to ~ in half width, and of the space; in proportional width they are 2 to 95, and 1. */
  readonly halfWidth: readonly [first: number, space: number];
  /** Names of maps, without -H and -V; * before those whose Latin letters are of half width. */
  readonly maps: Readonly<Record<Encoding, string>>;
}

type Encoding = 'own' | 'euc-jp' | 'jis' | 'utf-16be';

const collections: Readonly<Record<string, Collection>> = {
  GB1: {
    charset: 'gbk',
    halfWidth: [814, 7716],
    maps: {
      own: '*GB-EUC GBpc-EUC *GBK-EUC GBKp-EUC *GBK2K',
      'euc-jp': '',
      jis: '',
      'utf-16be': 'UniGB-UCS2 UniGB-UTF16',
    },
  },
  CNS1: {
    charset: 'big5',
    halfWidth: [13649, 13648],
    maps: { own: 'B5pc *ETen-B5 ETenms-B5 HKscs-B5', 'euc-jp': '', jis: '', 'utf-16be': 'UniCNS-UCS2 UniCNS-UTF16' },
  },
  Japan1: {
    charset: 'shift_jis',
    halfWidth: [232, 231],
    maps: {
      own: '83pv-RKSJ *90ms-RKSJ 90msp-RKSJ 90pv-RKSJ *RKSJ *Ext-RKSJ',
      'euc-jp': '*EUC',
      jis: 'H V',
      'utf-16be': 'UniJIS-UCS2 *UniJIS-UCS2-HW UniJIS-UTF16 UniJIS2004-UTF16',
    },
  },
  Korea1: {
    charset: 'euc-kr',
    halfWidth: [8095, 8094],
    maps: {
      own: '*KSC-EUC KSCms-UHC *KSCms-UHC-HW KSCpc-EUC',
      'euc-jp': '',
      jis: '',
      'utf-16be': 'UniKS-UCS2 UniKS-UTF16',
    },
  },
};

/** Above all numbers of Adobe's, so that a file which writes those is not misread. */
const firstNumber = 35_000;
const singleBytes = Array.from({ length: 256 }, (_, byte) => byte);
const doubleBytes = Array.from({ length: 0x7f00 }, (_, index) => 0x8000 + index);

type Code = readonly [code: number, character: number];

/** Codes of one and two bytes with what a charset reads in them, where that is one character of the first plane. */
function codesOf(charset: string): readonly Code[] {
  const decoder = new TextDecoder(charset, { fatal: true });
  return [...singleBytes, ...doubleBytes].flatMap((code): Code[] => {
    try {
      const text = decoder.decode(code < 256 ? Uint8Array.of(code) : Uint8Array.of(code >> 8, code & 255));
      return text.length === 1 && text >= ' ' ? [[code, text.charCodeAt(0)]] : [];
    } catch {
      return [];
    }
  });
}

/** Maps that were asked for. Names that none has are not kept: files may hold any number of them. */
const drawn = new Map<string, Uint8Array>();

/**
 * A predefined map of characters that PDF files name, such as `GBK-EUC-H`, or `Adobe-GB1-UCS2`, as a CMap file; undefined
 * for one that is not known. Only for text: beside those of Latin letters the numbers of characters are not Adobe's, but
 * an order of our own that all maps share, since the charsets of `TextDecoder` say what Adobe's tables would.
 * Source: Adobe Technical Notes 5014 and 5094
 */
export function predefinedMap(name: string): Uint8Array | undefined {
  const map = drawn.get(name) ?? drawMap(name);
  if (map !== undefined) drawn.set(name, map);
  return map;
}

function drawMap(name: string): Uint8Array | undefined {
  for (const [ordering, collection] of Object.entries(collections)) {
    if (name === `Adobe-${ordering}-UCS2`) return toUnicode(collection);
    const plain = name.replace(/-[HV]$/, '');
    for (const [encoding, names] of Object.entries(collection.maps) as [Encoding, string][]) {
      const found = names.split(' ').find((each) => each.replace('*', '') === plain);
      if (found !== undefined) return toNumbers(collection, encoding, found.startsWith('*'), /-?V$/.test(name));
    }
  }
  return undefined;
}

/** Numbers of the characters of a collection, in the order of their codes in Unicode. */
function numbersOf({ charset }: Collection): ReadonlyMap<number, number> {
  const characters = [...new Set(codesOf(charset).map(([, character]) => character))].sort((a, b) => a - b);
  return new Map(characters.filter((each) => each > 0x7e).map((each, index) => [each, firstNumber + index]));
}

function toNumbers(collection: Collection, encoding: Encoding, isHalf: boolean, isVertical: boolean): Uint8Array {
  const numbers = numbersOf(collection);
  const [first, space] = isHalf ? collection.halfWidth : [2, 1];
  const numberOf = (character: number): number | undefined =>
    character === 0x20 ? space : character <= 0x7e ? first + character - 0x21 : numbers.get(character);
  const entries = codesIn(collection, encoding).flatMap(([code, character]) => {
    const number = numberOf(character);
    return number === undefined ? [] : [[code, number] as const];
  });
  const wide = encoding === 'utf-16be' || encoding === 'jis';
  const lines = rangesOf(entries).map(
    ([code, number, count]) => `<${hex(code, wide)}> <${hex(code + count - 1, wide)}> ${number}`,
  );
  return file([
    ...(isVertical ? ['/WMode 1 def'] : []),
    ...section('codespacerange', codeSpaces(collection.charset, encoding)),
    ...section('cidrange', lines),
  ]);
}

function codesIn({ charset }: Collection, encoding: Encoding): readonly Code[] {
  if (encoding === 'own') return codesOf(charset);
  if (encoding === 'euc-jp') return codesOf(encoding);
  if (encoding === 'jis')
    return codesOf('euc-jp').flatMap(([code, character]): Code[] =>
      code < 0xa1a1 ? [] : [[code & 0x7f7f, character]],
    );
  return [...new Set(codesOf(charset).map(([, character]) => character))]
    .sort((a, b) => a - b)
    .map((character): Code => [character, character]);
}

function codeSpaces(charset: string, encoding: Encoding): readonly string[] {
  if (encoding === 'utf-16be') return ['<0000> <FFFF>'];
  if (encoding === 'jis') return ['<2121> <7E7E>'];
  if (encoding === 'euc-jp') return ['<00> <80>', '<8EA0> <8EDF>', '<A1A1> <FEFE>'];
  if (charset === 'shift_jis') return ['<00> <80>', '<A0> <DF>', '<8140> <9FFC>', '<E040> <FCFC>'];
  return ['<00> <80>', '<8140> <FEFE>'];
}

function toUnicode(collection: Collection): Uint8Array {
  const latin = singleBytes.slice(0x21, 0x7f);
  const [first, space] = collection.halfWidth;
  const entries = [
    [1, 0x20] as const,
    ...latin.map((character) => [character - 0x1f, character] as const),
    [space, 0x20] as const,
    ...latin.map((character) => [first + character - 0x21, character] as const),
    ...[...numbersOf(collection)].map(([character, number]) => [number, character] as const),
  ];
  const lines = rangesOf(entries).map(
    ([number, character, count]) =>
      `<${hex(number, true)}> <${hex(number + count - 1, true)}> <${hex(character, true)}>`,
  );
  return file([...section('codespacerange', ['<0000> <FFFF>']), ...section('bfrange', lines)]);
}

/** Runs of entries in which both sides grow by one, within one row of 256 codes. */
function rangesOf(entries: readonly Code[]): readonly (readonly [from: number, to: number, count: number])[] {
  const ranges: [number, number, number][] = [];
  for (const [from, to] of entries) {
    const last = ranges.at(-1);
    const follows = last !== undefined && from === last[0] + last[2] && to === last[1] + last[2];
    if (follows && from >> 8 === last[0] >> 8 && to >> 8 === last[1] >> 8) last[2]++;
    else ranges.push([from, to, 1]);
  }
  return ranges;
}

function hex(code: number, isWide: boolean): string {
  return code.toString(16).padStart(isWide || code > 255 ? 4 : 2, '0');
}

function section(name: string, lines: readonly string[]): readonly string[] {
  return [`begin${name}`, ...lines, `end${name}`];
}

function file(lines: readonly string[]): Uint8Array {
  return Buffer.from(`${lines.join('\n')}\nendcmap\n`, 'latin1');
}
